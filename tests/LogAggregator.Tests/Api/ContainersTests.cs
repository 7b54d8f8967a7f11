using System.Linq;
using System.Threading.Tasks;
using LogAggregator.Api.Containers;
using LogAggregator.Engine.Model;
using LogAggregator.Status;
using Xunit;

namespace LogAggregator.Tests.Api;

public sealed class ContainersTests
{
    const string FullId = "aaaaaaaaaaaabbbbbbbbbbbbccccccccccccddddddddddddeeeeeeeeeeeeffff";

    static readonly LogSource Source = new("host", "web", "aaaaaaaaaaaa", "nginx", "shop", "web", "web", OutputStream.Stdout);
    static readonly ContainerStatus Running = new("unix:///a", FullId, "web-renamed", "nginx", "shop", "web", "running", true, "");

    [Fact]
    public void TheRecordsOfBothStreamsAreOneContainer()
    {
        var row = Assert.Single(ContainerRow.All(
            [new(Source, 2, 20, 0, 5, 9), new(Source with { Stream = OutputStream.Stderr }, 1, 10, 1, 3, 7)], [Running]));
        Assert.Equal(new ContainerTotals(3, 30, 1, 3, 9), row.Totals);
        Assert.Equal(("web-renamed", "running", true), (row.Name, row.State, row.Collected));
    }

    [Fact]
    public void AContainerThatNoEngineHasIsGone()
    {
        var row = Assert.Single(ContainerRow.All([new(Source, 2, 20, 0, 5, 9)], []));
        Assert.Equal((ContainerRow.Gone, false, "web"), (row.State, row.Collected, row.Name));
    }

    [Fact]
    public void AContainerThatHasPrintedNothingIsListed()
    {
        var row = Assert.Single(ContainerRow.All([], [Running]));
        Assert.Equal(("aaaaaaaaaaaa", ContainerTotals.None), (row.Id, row.Totals));
    }

    [Fact]
    public void TheOneThatPrintedLastComesFirst() => Assert.Equal(
        ["new", "old"],
        ContainerRow.All([new(Source with { ContainerId = "1", ContainerName = "old" }, 1, 1, 0, 1, 1), new(Source with { ContainerId = "2", ContainerName = "new" }, 1, 1, 0, 2, 2)], []).Select(row => row.Name));

    [Fact]
    public void RecordsWithoutAContainerAreNone() =>
        Assert.Empty(ContainerRow.All([new(Source with { ContainerId = "", ContainerName = "" }, 1, 1, 0, 1, 1)], []));

    [Fact]
    public async Task TheAnswerTellsWhatIsHeld()
    {
        await using var service = await TestService.StartAsync();
        await service.KeepAsync("s", "ERROR", "m", ",\"container_name\":\"web\",\"container_id\":\"abc123\"");
        var body = await service.GetJsonAsync("/containers");
        Assert.Equal(1, (int)body["count"]!);
        var row = body["containers"]![0]!;
        Assert.Equal(("web", "abc123", "gone", 1, 1), ((string)row["container_name"]!, (string)row["container_id"]!, (string)row["state"]!, (int)row["lines"]!, (int)row["errors"]!));
        Assert.Equal("2025-11-11T12:00:00Z", (string)row["last_line"]!);
    }
}
