using System;
using System.IO;
using System.Threading.Tasks;
using LogAggregator.Cli;
using Xunit;

namespace LogAggregator.Tests.Cli;

public sealed class HealthCheckCommandTests
{
    [Fact]
    public async Task AServiceThatKeepsLinesIsGoodEnough()
    {
        await using var service = await TestService.StartAsync();
        using var output = new StringWriter();
        Assert.Equal(0, await HealthCheckCommand.RunAsync(service.Http.BaseAddress!.Port, output));
        Assert.Equal("degraded", output.ToString().Trim());
    }

    [Fact]
    public async Task AServiceThatCannotKeepLinesIsNot()
    {
        await using var service = await TestService.StartAsync(inner => new FailingStore(inner) { Full = true });
        using var output = new StringWriter();
        Assert.Equal(1, await HealthCheckCommand.RunAsync(service.Http.BaseAddress!.Port, output));
        Assert.Equal("unhealthy", output.ToString().Trim());
    }

    [Fact]
    public async Task NoAnswerIsToldWithTheReason()
    {
        // tcpmux: nobody has it, and no test may.
        using var output = new StringWriter();
        Assert.Equal(1, await HealthCheckCommand.RunAsync(1, output));
        Assert.Contains("port 1", output.ToString(), StringComparison.Ordinal);
    }
}
