using System.Linq;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Storage.Sources;
using Xunit;

namespace LogAggregator.Engine.Tests.Storage;

public sealed class SourceTableTests
{
    static readonly LogSource Container = LogSource.Empty with { ContainerName = "api-1", Service = "api-1" };

    [Fact]
    public void EqualSourcesHaveOneNumber()
    {
        var table = new SourceTable();
        Assert.Equal(table.Intern(Container), table.Intern(Container with { }));
        Assert.NotEqual(table.Intern(Container), table.Intern(Container with { Stream = OutputStream.Stderr }));
        Assert.Equal(2, table.Count);
    }

    [Fact]
    public void AServiceBeyondTheLimitIsLeftToTheLine()
    {
        var table = new SourceTable(maxOwnServices: 2);
        var numbers = Enumerable.Range(0, 5).Select(i => table.Intern(Container with { Service = $"service-{i}" })).ToList();
        Assert.Equal(["service-0", "service-1", "", "", ""], numbers.Select(number => table[number].Service));
        Assert.Equal(3, table.Count);
    }

    [Fact]
    public void ContainersDoNotCountAsServices()
    {
        var table = new SourceTable(maxOwnServices: 0);
        for (var i = 0; i < 100; i++) table.Intern(Container with { ContainerName = $"c-{i}", Service = $"c-{i}" });
        Assert.Equal("c-99", table[99].Service);
    }
}
