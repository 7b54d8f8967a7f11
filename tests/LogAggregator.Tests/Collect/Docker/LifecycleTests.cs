using System;
using System.Linq;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Parsing;
using LogAggregator.Tests.Collect.Docker.Simulation;
using Xunit;

namespace LogAggregator.Tests.Collect.Docker;

/// <summary>Starts and stops of containers are recorded, each once, whatever happens to the engine, the connection and the service.</summary>
public sealed class LifecycleTests
{
    [Fact]
    public void AStartAndAStopAreRecordedAroundTheLines()
    {
        var (world, container) = Started("web");
        world.Do(() => CollectionTests.Print(container, 1, 3));
        world.Pass(1_000);
        world.Do(() => world.Engine.Stop(container, 3));
        world.Pass(2_000);
        Assert.Equal(["web start", "web stop 3"], world.Lifecycle);
        Assert.Equal(
            [RecordFlags.Lifecycle, RecordFlags.None, RecordFlags.None, RecordFlags.None, RecordFlags.Lifecycle],
            world.Store.Records.OrderBy(record => record.TimestampNs).Select(record => record.Flags));
    }

    [Fact]
    public void TheyAreNoLinesThatWereCollected()
    {
        var (world, container) = Started("web");
        world.Do(() => CollectionTests.Print(container, 1, 3));
        world.Do(() => world.Engine.Stop(container));
        world.Pass(2_000);
        Assert.Equal(3, world.Metrics.RecordsCollected.Value);
    }

    [Fact]
    public void AContainerThatPrintsNothingIsRecordedToo()
    {
        var (world, container) = Started("silent");
        world.Pass(500);
        Assert.Equal(["silent start"], world.Lifecycle);
        world.Do(() => world.Engine.Remove(container));
        world.Pass(10_000);
        Assert.Equal(["silent start", "silent stop 137"], world.Lifecycle);
    }

    /// <summary>The engine notes a start when the program may have printed already, and an end before its last lines are in the log.</summary>
    [Fact]
    public void LinesThatAreOlderThanTheNotedStartLieBehindTheRecord()
    {
        var world = new World();
        world.StartCollector();
        world.Pass(100);
        var container = world.Engine.Create("hasty");
        world.Do(() => container.Print(OutputStream.Stdout, "before the start is noted"));
        world.Pass(5);
        world.Do(() => world.Engine.Start(container));
        world.Pass(2_000);
        Assert.Equal(
            ["start", "line"],
            world.Store.Records.OrderBy(record => record.TimestampNs).ThenBy(record => !record.Flags.HasFlag(RecordFlags.Lifecycle)).Select(record => record.Flags.HasFlag(RecordFlags.Lifecycle) ? "start" : "line"));
        Assert.True(world.Store.Records.Single(record => record.Flags.HasFlag(RecordFlags.Lifecycle)).TimestampNs <= container.Printed[0].TimestampNs);
    }

    [Fact]
    public void AProgramThatWritesWholeSecondsDoesNotSeemToPrintBeforeItsStart()
    {
        var (world, container) = Started("web");
        world.Pass(700);
        world.Do(() => world.Engine.Stop(container));
        world.Pass(3_300);
        world.Do(() => world.Engine.Start(container));
        world.Do(() => container.Print(OutputStream.Stdout, Timestamps.Format(world.Time.NowNs / 1_000_000_000 * 1_000_000_000) + " INFO listening"));
        world.Pass(2_000);
        var records = world.Store.Records.OrderBy(record => record.TimestampNs).ToList();
        Assert.Equal(["web start", "web stop 0", "web start"], world.Lifecycle);
        Assert.Contains("listening", records[^1].Line, StringComparison.Ordinal);
        Assert.NotEqual(0, container.StartedNs % 1_000_000_000);
    }

    [Fact]
    public void ARestartIsAStopAndAStart()
    {
        var (world, container) = Started("web");
        for (var run = 0; run < 5; run++)
        {
            world.Do(() => world.Engine.Stop(container, 1));
            world.Pass(40);
            world.Do(() => world.Engine.Start(container));
            world.Pass(40);
        }
        world.Pass(3_000);
        Assert.Equal(["web start", .. Enumerable.Repeat<string[]>(["web stop 1", "web start"], 5).SelectMany(of => of)], world.Lifecycle);
    }

    [Fact]
    public void RunsThatPassWhileAnInspectionIsAwaitedAreAllRecorded()
    {
        var (world, container) = Started("loop");
        world.Pass(1_000);
        var held = new System.Threading.Tasks.TaskCompletionSource();
        world.Engine.InspectionsHeld = held.Task;
        for (var run = 0; run < 4; run++)
        {
            world.Do(() => world.Engine.Stop(container, 1));
            world.Pass(100);
            world.Do(() => world.Engine.Start(container));
            world.Pass(100);
        }
        world.Do(held.SetResult);
        world.Pass(3_000);
        Assert.Equal(["loop start", .. Enumerable.Repeat<string[]>(["loop stop 1", "loop start"], 4).SelectMany(of => of)], world.Lifecycle);
    }

    [Fact]
    public void AContainerThatIsRemovedWhenItEndsIsRecordedWhole()
    {
        var world = new World();
        world.StartCollector();
        world.Pass(100);
        var container = world.Engine.Create("job", autoRemove: true);
        world.Do(() => world.Engine.Start(container));
        world.PassMoment(20);
        world.Do(() => CollectionTests.Print(container, 1, 20));
        world.Do(() => world.Engine.Stop(container, 2));
        world.Pass(10_000);
        Assert.Equal(["job start", "job stop 2"], world.Lifecycle);
        Assert.DoesNotContain(world.Store.Positions.Keys, key => key.Contains(container.Id, StringComparison.Ordinal));
    }

    [Fact]
    public void AContainerWithTheNameOfARemovedOneIsMadeAnew()
    {
        var (world, container) = Started("web");
        world.Pass(1_000);
        world.Do(() => world.Engine.Remove(container));
        world.Pass(100);
        var second = CollectionTests.Run(world, "web");
        world.Pass(1_000);
        world.Do(() => world.Engine.Stop(second));
        world.Pass(1_000);
        world.Do(() => world.Engine.Start(second));
        world.Pass(1_000);
        Assert.Equal(["web start", "web stop 137", $"web recreate {container.Id[..12]}", "web stop 0", "web start"], world.Lifecycle);
    }

    [Fact]
    public void AContainerMadeAnewWhileTheServiceWasDownIsRecognized()
    {
        var (world, container) = Started("web");
        world.Pass(1_000);
        world.Kill();
        world.Do(() => world.Engine.Remove(container));
        world.Pass(5_000);
        CollectionTests.Run(world, "web");
        world.Pass(5_000);
        world.Do(world.Engine.ForgetEvents);
        world.StartCollector();
        world.Pass(3_000);
        Assert.Equal(["web start", $"web recreate {container.Id[..12]}"], world.Lifecycle);
    }

    [Fact]
    public void OneThatGaveItsNameAwayAndRunsOnIsNotReplaced()
    {
        var (world, container) = Started("blue");
        world.Pass(1_000);
        world.Do(() => world.Engine.Rename(container, "green"));
        world.Pass(1_000);
        CollectionTests.Run(world, "blue");
        world.Pass(1_000);
        Assert.Equal(["blue start", "green rename blue green", "blue start"], world.Lifecycle);
    }

    [Fact]
    public void WhatHappenedBeforeTheFirstConnectionIsNotTold()
    {
        var world = new World();
        var running = CollectionTests.Run(world, "running");
        var stopped = CollectionTests.Run(world, "stopped");
        world.Pass(1_000);
        world.Do(() => world.Engine.Stop(stopped, 1));
        world.Do(() => CollectionTests.Print(running, 1, 10));
        world.Pass(60_000);
        world.StartCollector();
        world.Pass(5_000);
        Assert.Empty(world.Lifecycle);
        world.Do(() => world.Engine.Stop(running));
        world.Do(() => world.Engine.Start(stopped));
        world.Pass(2_000);
        Assert.Equal(["running stop 0", "stopped start"], world.Lifecycle.Order());
    }

    [Fact]
    public void WhatHappenedWhileTheServiceWasDownIsToldWhenItIsBack()
    {
        var (world, container) = Started("web");
        var ended = CollectionTests.Run(world, "ended");
        world.Do(() => CollectionTests.Print(container, 1, 10));
        world.Pass(1_000);
        world.Kill();
        world.Do(() => world.Engine.Stop(container, 1));
        world.Do(() => world.Engine.Stop(ended, 9));
        world.Pass(2_000);
        world.Do(() => world.Engine.Start(container));
        world.Do(() => CollectionTests.Print(container, 11, 20));
        world.Pass(60_000);
        world.Do(world.Engine.ForgetEvents);
        for (var i = 0; i < 3; i++)
        {
            world.StartCollector();
            world.Pass(3_000);
            world.Kill();
        }
        // The engine forgets the exit code when it starts the container again.
        Assert.Equal(["web start", "web stop", "web start"], world.Lifecycle.Where(of => of.StartsWith("web", StringComparison.Ordinal)));
        Assert.Equal(["ended start", "ended stop 9"], world.Lifecycle.Where(of => of.StartsWith("ended", StringComparison.Ordinal)));
        var records = world.Store.Records.Where(record => record.Source.ContainerName == "web").OrderBy(record => record.TimestampNs).ToList();
        Assert.Equal([0, 11, 12], Enumerable.Range(0, records.Count).Where(i => records[i].Flags.HasFlag(RecordFlags.Lifecycle)));
    }

    [Fact]
    public void WhatAnEngineRepeatsIsRecordedOnce()
    {
        var (world, container) = Started("web");
        world.Pass(300);
        world.Do(() => world.Engine.Stop(container));
        world.Pass(300);
        world.Do(() => world.Engine.Start(container));
        world.Pass(300);
        string[] expected = ["web start", "web stop 0", "web start"];
        Assert.Equal(expected, world.Lifecycle);
        for (var i = 0; i < 3; i++)
        {
            world.Do(world.Engine.CutEvents);
            world.Pass(10_000);
            world.Engine.RepeatsNs = 3_600_000_000_000;
            world.Kill();
            world.StartCollector();
            world.Pass(3_000);
        }
        Assert.Equal(expected, world.Lifecycle);
    }

    [Fact]
    public void AContainerThatIsGoneIsNotToldAgainByRepeatedEvents()
    {
        var world = new World();
        world.StartCollector();
        world.Pass(100);
        world.Do(() =>
        {
            var container = world.Engine.Create("job", autoRemove: true);
            world.Engine.Start(container);
            world.Engine.Stop(container);
        });
        world.Pass(10_000);
        var before = world.Store.Records.Count;
        Assert.Equal(["job start", "job stop 0"], world.Lifecycle);
        world.Engine.RepeatsNs = 3_600_000_000_000;
        world.Kill();
        world.StartCollector();
        world.Pass(10_000);
        Assert.Equal(before, world.Store.Records.Count);
    }

    [Fact]
    public void ARestartThatWasNotHeardIsSeenWhenTheConnectionIsBack()
    {
        var (world, container) = Started("web");
        world.Pass(1_000);
        world.Do(world.Engine.GoDown);
        world.Do(() => world.Engine.Stop(container, 1));
        world.Pass(1_000);
        world.Do(() => world.Engine.Start(container));
        world.Do(world.Engine.ForgetEvents);
        world.Pass(5_000);
        world.Do(world.Engine.ComeBack);
        world.Pass(10_000);
        Assert.Equal(["web start", "web stop", "web start"], world.Lifecycle);
    }

    [Fact]
    public void AFullDiskDelaysTheRecordsAndLosesNone()
    {
        var (world, container) = Started("web");
        world.Pass(1_000);
        world.Store.IsFull = true;
        world.Do(() => world.Engine.Stop(container, 1));
        world.Pass(5_000);
        world.Do(() => world.Engine.Start(container));
        world.Do(() => CollectionTests.Print(container, 1, 10));
        world.Pass(20_000);
        world.Store.IsFull = false;
        world.Pass(60_000);
        world.AssertComplete([container]);
        Assert.Equal(["web start", "web stop 1", "web start"], world.Lifecycle);
    }

    /// <summary>The service is killed after any number of steps, with and without the engine's memory of events.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AKillAtAnyMomentRepeatsNothingAndLosesNoStop(bool repeats)
    {
        for (var pieces = 0; pieces < 150; pieces += 3)
        {
            var (world, container) = Started("web");
            if (repeats) world.Engine.RepeatsNs = 2_000_000_000;
            world.Pass(1_000);
            world.Do(() => world.Engine.Stop(container, 1));
            world.PassMoment(pieces);
            world.Kill();
            world.StartCollector();
            world.Pass(3_000);
            world.Do(() => world.Engine.Start(container));
            world.Do(() => container.Print(OutputStream.Stdout, "again"));
            world.PassMoment(pieces);
            world.Kill();
            world.Pass(3_000);
            world.StartCollector();
            world.Pass(3_000);
            Assert.Equal(["web start", "web stop 1", "web start"], world.Lifecycle);
            world.AssertComplete([container], $"killed after {pieces}");
        }
    }

    static (World World, FakeContainer Container) Started(string name)
    {
        var world = new World();
        world.StartCollector();
        world.Pass(2_000);
        return (world, CollectionTests.Run(world, name));
    }
}
