using System.Linq;
using LogAggregator.Tests.Collect.Docker.Simulation;
using Xunit;

namespace LogAggregator.Tests.Collect.Docker;

/// <summary>An engine that does not answer a read from the end of a log in time: that says nothing about the log.</summary>
public sealed class SilentTailTests
{
    [Theory]
    [InlineData(100, 901)]
    [InlineData(0, 1001)]
    [InlineData(5_000, 1)]
    public void AHistoryIsReadAnotherWay(int tail, int first)
    {
        var world = new World(tail: tail);
        var container = CollectionTests.Run(world, "old");
        world.Do(() => CollectionTests.Print(container, 1, 1_000));
        world.Pass(2_000);
        world.Engine.SilentTails = 1;
        world.StartCollector();
        world.Pass(60_000);
        world.Do(() => CollectionTests.Print(container, 1_001, 1_010));
        world.Pass(10_000);
        Assert.Equal(0, world.Engine.SilentTails);
        Assert.Equal(Enumerable.Range(first, 1_011 - first).Select(i => $"line {i}"), world.Lines("old"));
        Assert.Empty(world.Gaps);
    }

    [Fact]
    public void ALogIsReadFromItsEndAgainOnceThatIsAnswered()
    {
        var world = new World();
        world.StartCollector();
        world.Pass(100);
        var container = CollectionTests.Run(world, "web", maxFileBytes: 1_000_000, maxFiles: 5);
        world.Do(() => CollectionTests.Print(container, 1, 100));
        world.Pass(40_000);
        world.Engine.SilentTails = 1;
        world.Pass(200_000);
        Assert.Equal(0, world.Engine.SilentTails);
        var before = world.Engine.WholeReads;
        for (var i = 0; i < 5; i++)
        {
            var line = 101 + i;
            world.Do(() => CollectionTests.Print(container, line, line));
            world.Pass(60_000);
        }
        Assert.Equal(before, world.Engine.WholeReads);
        Assert.Equal(105, world.Lines("web").Count);
        Assert.Empty(world.Gaps);
    }
}
