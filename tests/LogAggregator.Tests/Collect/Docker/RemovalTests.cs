using System;
using System.Threading.Tasks;
using LogAggregator.Engine.Model;
using LogAggregator.Tests.Collect.Docker.Simulation;
using Xunit;

namespace LogAggregator.Tests.Collect.Docker;

/// <summary>A container is removed: a gap where its last lines may be missing, and none where they cannot be.</summary>
public sealed class RemovalTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void TheEndOfALogIsReadBeforeTheContainerIsLookedAt(bool isOld)
    {
        var world = new World(isOld: isOld);
        world.StartCollector();
        world.Pass(100);
        var container = CollectionTests.Run(world, "web", maxFileBytes: 100_000, maxFiles: 3);
        world.Do(() => CollectionTests.Print(container, 1, 50));
        world.Pass(100);
        var answer = new TaskCompletionSource();
        world.Engine.InspectionsHeld = answer.Task;
        world.Do(() => world.Engine.Stop(container));
        world.Pass(50);
        world.Do(() => world.Engine.Remove(container));
        world.Do(answer.SetResult);
        world.Pass(10_000);
        Assert.Equal(50, world.Lines("web").Count);
        Assert.Empty(world.Gaps);
    }

    [Fact]
    public void AQuietContainerThatIsRemovedLeavesNoGap()
    {
        var world = new World();
        world.StartCollector();
        world.Pass(100);
        var container = CollectionTests.Run(world, "web", maxFileBytes: 20_000_000, maxFiles: 5);
        world.Do(() => CollectionTests.Print(container, 1, 50));
        world.Pass(100_000);
        world.Do(() => world.Engine.Remove(container));
        world.Pass(10_000);
        Assert.Equal(50, world.Lines("web").Count);
        Assert.Empty(world.Gaps);
    }

    /// <summary>An engine before API 1.42 may keep the last lines from a follower.</summary>
    [Fact]
    public void WhereTheEndCouldNotBeReadOfAnOldEngineThereIsAGap()
    {
        var world = new World(isOld: true);
        world.StartCollector();
        world.Pass(100);
        var container = CollectionTests.Run(world, "web");
        world.Do(() => CollectionTests.Print(container, 1, 50));
        world.Pass(100);
        world.Do(() => world.Engine.Remove(container));
        world.Pass(10_000);
        Assert.Contains("removal", Assert.Single(world.Gaps), StringComparison.Ordinal);
    }

    /// <summary>Asked too late, an engine gave an empty log, and ended it as if that were all.</summary>
    [Fact]
    public void AnEmptyLogOfAContainerThatIsBeingRemovedIsAGap()
    {
        var world = new World();
        world.StartCollector();
        world.Pass(100);
        var answer = new TaskCompletionSource();
        world.Engine.LogsHeld = answer.Task;
        var container = world.Engine.Create("job");
        world.Do(() => world.Engine.Start(container));
        world.Pass(5);
        world.Do(() => container.Print(OutputStream.Stdout, "lost"));
        world.Do(() => world.Engine.Stop(container));
        world.Do(container.Log.Empty);
        world.Engine.InspectionsHeld = Task.Delay(TimeSpan.FromMilliseconds(50), world.Time, TestContext.Current.CancellationToken);
        world.Do(answer.SetResult);
        world.Pass(2);
        world.Do(() => world.Engine.Remove(container));
        world.Pass(10_000);
        Assert.Empty(world.Lines("job"));
        Assert.Contains("removal", Assert.Single(world.Gaps), StringComparison.Ordinal);
    }

    [Fact]
    public void ARunAfterOneThatWasReadIsNotTakenForRead()
    {
        var world = new World(isOld: true);
        world.StartCollector();
        world.Pass(100);
        var container = CollectionTests.Run(world, "web");
        world.Do(() => CollectionTests.Print(container, 1, 50));
        world.Do(() => world.Engine.Stop(container));
        world.Pass(10_000);
        world.Do(() =>
        {
            world.Engine.Start(container);
            CollectionTests.Print(container, 51, 60);
            world.Engine.Remove(container);
        });
        world.Pass(10_000);
        world.AssertComplete([container]);
        Assert.Single(world.Gaps);
    }

    /// <summary>Nobody saw its start, but it has never ended: its first line is as old as its start, however old the container is.</summary>
    [Fact]
    public void AContainerThatWasStartedLongAfterItWasCreatedHasItsBeginning()
    {
        var world = new World();
        world.StartCollector();
        world.Pass(100);
        world.Do(world.Engine.GoDown);
        var container = world.Engine.Create("web", maxFileBytes: 1_000_000, maxFiles: 1);
        world.Pass(20_000);
        world.Do(() => world.Engine.Start(container));
        world.Do(() => CollectionTests.Print(container, 1, 50));
        world.Engine.ForgetEvents();
        world.Do(world.Engine.ComeBack);
        world.Pass(20_000);
        Assert.Equal(50, world.Lines("web").Count);
        Assert.Empty(world.Gaps);
    }

    /// <summary>The followed log begins again behind the first part of a line that is being printed.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1_000_000)]
    [InlineData(20_000_000)]
    public void ALongLineIsOneRecordWhereTheFollowedLogBeginsInsideOfIt(long maxFileBytes)
    {
        var world = new World();
        world.StartCollector();
        world.Pass(100);
        var container = CollectionTests.Run(world, "web", maxFileBytes, maxFiles: 5);
        world.Do(() => CollectionTests.Print(container, 1, 50));
        world.Pass(40_000);
        var line = new string('x', 60_000);
        var finish = () => { };
        world.Do(() => finish = container.PrintSlowly(OutputStream.Stderr, line));
        world.Do(() => CollectionTests.Print(container, 51, 400));
        world.Do(world.Engine.CutFollowed);
        world.Pass(5_000);
        world.Do(finish);
        world.Pass(60_000);
        world.Kill();
        world.StartCollector();
        world.Pass(5_000);
        Assert.Equal(401, world.Lines("web").Count);
        Assert.Single(world.Lines("web"), line);
    }
}
