using System.Linq;
using LogAggregator.Engine.Model;
using LogAggregator.Tests.Collect.Docker.Simulation;
using Xunit;

namespace LogAggregator.Tests.Collect.Docker;

public sealed class CollectionTests
{
    [Fact]
    public void LinesOfANewContainerAreStoredAsTheyArePrinted()
    {
        var world = new World();
        world.StartCollector();
        world.Pass(100);
        var container = Run(world, "web");
        world.Do(() => container.Print(OutputStream.Stdout, "first"));
        world.Pass(50);
        Assert.Equal(["first"], world.Lines("web"));
        world.Do(() => container.Print(OutputStream.Stderr, "second"));
        world.Pass(50);
        Assert.Equal(["first", "second"], world.Lines("web"));
        Assert.Empty(world.Gaps);
    }

    [Fact]
    public void OnlyTheNewestLinesAreTakenOfAContainerThatWasThereBefore()
    {
        var world = new World(tail: 100);
        var container = Run(world, "old");
        world.Do(() => Print(container, 1, 1000));
        world.Pass(2_000);
        world.StartCollector();
        world.Pass(2_000);
        world.Do(() => Print(container, 1001, 1010));
        world.Pass(100);
        Assert.Equal(Enumerable.Range(901, 110).Select(i => $"line {i}"), world.Lines("old"));
        Assert.Empty(world.Gaps);
    }

    [Fact]
    public void NothingIsTakenOfHistoryIfSoWished()
    {
        var world = new World(tail: 0);
        var container = Run(world, "old");
        world.Do(() => Print(container, 1, 300));
        world.Pass(2_000);
        world.StartCollector();
        world.Pass(2_000);
        world.Do(() => Print(container, 301, 302));
        world.Pass(100);
        Assert.Equal(["line 301", "line 302"], world.Lines("old"));
    }

    [Fact]
    public void LinesPrintedWhileTheCollectorWasDeadAreReadLater()
    {
        var world = new World();
        world.StartCollector();
        world.Pass(100);
        var container = Run(world, "web");
        world.Do(() => Print(container, 1, 50));
        world.Pass(500);
        world.Kill();
        world.Do(() => Print(container, 51, 5_000));
        world.StartCollector();
        world.Pass(3_000);
        Assert.Equal(5_000, world.Lines("web").Count);
        world.AssertComplete([container]);
        Assert.Empty(world.Gaps);
    }

    [Fact]
    public void AContainerThatIsRemovedWhenItEndsIsCaughtWhole()
    {
        var world = new World();
        world.StartCollector();
        world.Pass(100);
        var container = world.Engine.Create("job", autoRemove: true);
        world.Do(() => world.Engine.Start(container));
        world.PassMoment(20);
        world.Do(() => Print(container, 1, 20));
        world.Do(() => world.Engine.Stop(container));
        world.Pass(10_000);
        Assert.Equal(20, world.Lines("job").Count);
        Assert.Empty(world.Gaps);
        Assert.Equal("removed", world.Status.Containers.Single().State);
        Assert.DoesNotContain(world.Store.Positions.Keys, key => key.Contains(container.Id, System.StringComparison.Ordinal));
    }

    [Fact]
    public void AContainerRemovedWhileNobodyLookedLeavesAGapOnce()
    {
        var world = new World();
        world.StartCollector();
        world.Pass(100);
        var container = Run(world, "web");
        world.Do(() => Print(container, 1, 5));
        world.Pass(500);
        world.Kill();
        world.Do(() => world.Engine.Remove(container));
        for (var i = 0; i < 2; i++)
        {
            world.StartCollector();
            world.Pass(2_000);
            world.Kill();
        }
        var gap = Assert.Single(world.Gaps);
        Assert.Contains("\"reason\":\"removal\"", gap, System.StringComparison.Ordinal);
    }

    [Fact]
    public void AStoppedContainerIsReadToItsEndAndGivesNoGapWhenRemoved()
    {
        var world = new World(isOld: true);
        world.StartCollector();
        world.Pass(100);
        var container = Run(world, "web");
        world.Do(() => Print(container, 1, 500));
        world.Do(() => world.Engine.Stop(container));
        world.Pass(3_000);
        world.Do(() => world.Engine.Remove(container));
        world.Pass(3_000);
        Assert.Equal(500, world.Lines("web").Count);
        Assert.Empty(world.Gaps);
    }

    [Fact]
    public void ARunAfterAnotherIsCollectedToo()
    {
        var world = new World();
        world.StartCollector();
        world.Pass(100);
        var container = Run(world, "web");
        world.Do(() => Print(container, 1, 10));
        for (var run = 1; run <= 5; run++)
        {
            var first = run * 100;
            world.Do(() => world.Engine.Stop(container));
            world.PassMoment(run * 7);
            world.Do(() => world.Engine.Start(container));
            world.PassMoment(run * 5);
            world.Do(() => Print(container, first, first + 20));
        }
        world.Pass(10_000);
        world.AssertComplete([container]);
        Assert.Empty(world.Gaps);
    }

    [Fact]
    public void LongLinesAreJoined()
    {
        var world = new World();
        world.StartCollector();
        world.Pass(100);
        var container = Run(world, "web");
        string[] lines = [new('a', 49_144), new('b', 16_384), new('c', 16_383), new('d', 16_385), new('e', 100)];
        world.Do(() =>
        {
            foreach (var line in lines) container.Print(OutputStream.Stdout, line);
        });
        world.Pass(500);
        Assert.Equal(lines, world.Lines("web"));
    }

    [Fact]
    public void AnUnfinishedLongLineIsNeitherLostNorCutByAKill()
    {
        var world = new World();
        world.StartCollector();
        world.Pass(100);
        var container = Run(world, "web");
        var finish = () => { };
        world.Do(() => finish = container.PrintSlowly(OutputStream.Stdout, new string('x', 60_000)));
        world.Do(() =>
        {
            for (var i = 0; i < 300; i++) container.Print(OutputStream.Stderr, $"beside {i}");
        });
        world.Pass(500);
        Assert.Equal(300, world.Lines("web").Count);
        world.Kill();
        world.Do(finish);
        world.StartCollector();
        world.Pass(3_000);
        world.AssertComplete([container]);
        Assert.Equal(301, world.Lines("web").Count);
        Assert.Empty(world.Gaps);
    }

    [Fact]
    public void AFullStoreLosesNothing()
    {
        var world = new World();
        world.StartCollector();
        world.Pass(100);
        var container = Run(world, "web", maxFileBytes: 1_000_000, maxFiles: 5);
        world.Do(() => Print(container, 1, 100));
        world.Pass(500);
        world.Store.IsFull = true;
        for (var i = 0; i < 20; i++)
        {
            var first = 101 + i * 50;
            world.Do(() => Print(container, first, first + 49));
            world.Pass(1_000);
        }
        world.Store.IsFull = false;
        world.Pass(60_000);
        world.AssertComplete([container]);
        Assert.Equal(1_100, world.Lines("web").Count);
        Assert.Empty(world.Gaps);
    }

    [Fact]
    public void ARestartingContainerIsNotAskedForAllTheTime()
    {
        var world = new World();
        world.StartCollector();
        world.Pass(100);
        var container = Run(world, "web");
        world.Do(() =>
        {
            Print(container, 1, 3);
            container.IsRestarting = true;
            world.Engine.Stop(container);
        });
        world.Pass(2_000);
        var before = world.Engine.LogRequests;
        world.Pass(60_000);
        Assert.InRange(world.Engine.LogRequests - before, 0, 10);
    }

    [Fact]
    public void AContainerWithoutReadableLogHasAWarning()
    {
        var world = new World();
        world.StartCollector();
        world.Pass(100);
        var container = world.Engine.Create("mute", driver: "none");
        world.Do(() => world.Engine.Start(container));
        world.Pass(10_000);
        Assert.Contains("none", world.Status.Containers.Single().Warning, System.StringComparison.Ordinal);
        Assert.InRange(world.Engine.LogRequests, 0, 2);
    }

    [Fact]
    public void AStopStoresWhatWasTaken()
    {
        var world = new World();
        world.StartCollector();
        world.Pass(100);
        var container = Run(world, "web");
        world.Do(() => Print(container, 1, 10));
        world.Pass(5);
        world.StopCollector();
        Assert.Equal(10, world.Lines("web").Count);
        world.StartCollector();
        world.Pass(1_000);
        Assert.Equal(10, world.Lines("web").Count);
    }

    [Fact]
    public void TheOwnContainerIsLeftOut()
    {
        var world = new World();
        var self = Run(world, "self");
        world.Options = world.Options with { SelfId = self.Id[..12], Tail = null };
        world.Do(() => Print(self, 1, 10));
        world.StartCollector();
        world.Pass(1_000);
        Assert.Empty(world.Lines("self"));
        Assert.False(world.Status.Containers.Single().Collected);
    }

    /// <summary>Nothing of it is kept, so nothing tells of it once it is removed.</summary>
    [Fact]
    public void AContainerThatIsLeftOutIsShownAsItIsUntilItIsRemoved()
    {
        var world = new World();
        world.Options = world.Options with { IsCollected = static (name, _, _) => name == "web" };
        world.StartCollector();
        world.Pass(100);
        var container = Run(world, "other");
        world.Pass(100);
        Assert.Equal("running", world.Status.Containers.Single().State);
        world.Do(() => world.Engine.Stop(container));
        world.Pass(20_000);
        Assert.Equal("exited", world.Status.Containers.Single().State);
        world.Do(() => world.Engine.Remove(container));
        world.Pass(100);
        Assert.Empty(world.Status.Containers);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AnEmptiedLogIsGoneOnWith(bool isOld)
    {
        var world = new World(isOld: isOld);
        world.StartCollector();
        world.Pass(100);
        var container = Run(world, "web");
        world.Do(() => Print(container, 1, 300));
        world.Pass(1_000);
        world.Do(container.Log.Empty);
        world.Do(() => Print(container, 301, 310));
        world.Pass(200_000);
        world.Do(() => Print(container, 311, 320));
        world.Pass(200_000);
        world.AssertComplete([container]);
        Assert.Equal(320, world.Lines("web").Count);
        Assert.All(world.Gaps, gap => Assert.Contains("truncation", gap, System.StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ADamagedPartOfALogIsAGapAndWhatIsBehindItIsRead(bool isOld)
    {
        var world = new World(isOld: isOld);
        world.StartCollector();
        world.Pass(100);
        var container = Run(world, "web");
        world.Do(() => Print(container, 1, 300));
        world.Pass(1_000);
        world.Kill();
        world.Do(() => Print(container, 301, 400));
        container.Log.Newest.Messages[320].IsDamaged = true;
        world.StartCollector();
        world.Pass(400_000);
        Assert.Contains("line 400", world.Lines("web"));
        world.AssertComplete([container]);
        var gap = Assert.Single(world.Gaps);
        Assert.Contains("corruption", gap, System.StringComparison.Ordinal);
    }

    internal static FakeContainer Run(World world, string name, long maxFileBytes = 0, int maxFiles = 1)
    {
        var container = world.Engine.Create(name, maxFileBytes, maxFiles);
        world.Do(() => world.Engine.Start(container));
        world.Pass(20);
        return container;
    }

    internal static void Print(FakeContainer container, int first, int last)
    {
        for (var i = first; i <= last; i++) container.Print(OutputStream.Stdout, $"line {i}");
    }
}
