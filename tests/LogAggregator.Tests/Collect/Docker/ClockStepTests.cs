using System;
using System.Linq;
using System.Text;
using LogAggregator.Tests.Collect.Docker.Simulation;
using Xunit;

namespace LogAggregator.Tests.Collect.Docker;

/// <summary>The clock of the engine's machine is set back: what is printed then has the times of lines that are stored.</summary>
public sealed class ClockStepTests
{
    const long HourNs = 3_600_000_000_000;

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 0)]
    [InlineData(false, 1_000_000)]
    [InlineData(true, 1_000_000)]
    [InlineData(false, 20_000_000)]
    public void LinesAreCollectedWithinSecondsAndOnce(bool isOld, long maxFileBytes)
    {
        var world = new World(isOld: isOld);
        world.StartCollector();
        world.Pass(100);
        var container = CollectionTests.Run(world, "web", maxFileBytes, maxFiles: 5);
        world.Do(() => CollectionTests.Print(container, 1, 100));
        world.Pass(40_000);
        world.Engine.ClockStepNs = HourNs;
        for (var i = 0; i < 30; i++)
        {
            var line = 101 + i;
            world.Do(() => CollectionTests.Print(container, line, line));
            world.Pass(2_000);
        }
        world.Pass(10_000);
        Assert.Equal(130, world.Lines("web").Count);
        world.AssertComplete([container]);
        Assert.Empty(world.Gaps);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void LinesThatCameWhileTheCollectorWasDeadAreCollected(bool isOld)
    {
        var world = new World(isOld: isOld);
        world.StartCollector();
        world.Pass(100);
        var container = CollectionTests.Run(world, "web");
        world.Do(() => CollectionTests.Print(container, 1, 100));
        world.Pass(2_000);
        world.Kill();
        world.Engine.ClockStepNs = HourNs;
        world.Do(() => CollectionTests.Print(container, 101, 200));
        world.StartCollector();
        world.Pass(10_000);
        Assert.Equal(200, world.Lines("web").Count);
        world.AssertComplete([container]);
        Assert.Empty(world.Gaps);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void WhereTheMarkIsRotatedAwayWhatIsLeftIsCollectedBehindAGap(bool isOld)
    {
        var world = new World(isOld: isOld);
        world.StartCollector();
        world.Pass(100);
        var container = CollectionTests.Run(world, "web", maxFileBytes: 10_000, maxFiles: 2);
        world.Do(() => CollectionTests.Print(container, 1, 50));
        world.Pass(40_000);
        world.Kill();
        world.Engine.ClockStepNs = HourNs;
        world.Do(() => CollectionTests.Print(container, 51, 2_000));
        world.StartCollector();
        world.Pass(60_000);
        var left = container.Log.Messages.Select(message => Encoding.UTF8.GetString(message.Payload).TrimEnd('\n'));
        Assert.Equal(container.Printed[..50].Select(printed => printed.Line).Concat(left), world.Lines("web"));
        Assert.Contains("rotation", Assert.Single(world.Gaps), StringComparison.Ordinal);
    }

    /// <summary>A read from the end that begins inside of a long line knows a part of it, but not the how manieth.</summary>
    [Fact]
    public void ALongLineAtTheEndIsNotTakenForNew()
    {
        var world = new World();
        world.StartCollector();
        world.Pass(100);
        var container = CollectionTests.Run(world, "web");
        world.Do(() => container.Print(LogAggregator.Engine.Model.OutputStream.Stdout, new string('x', 100_000)));
        world.Pass(5_000);
        var before = world.Metrics.CatchUps.Value;
        world.Pass(300_000);
        Assert.Equal(before, world.Metrics.CatchUps.Value);
    }
}
