using System;
using System.Linq;
using LogAggregator.Tests.Collect.Docker.Simulation;
using Xunit;

namespace LogAggregator.Tests.Collect.Docker;

/// <summary>Pauses and new names of containers are recorded, each once, whatever happens to the engine, the connection and the service.</summary>
public sealed class PauseAndRenameTests
{
    [Fact]
    public void EachIsRecordedWhereItHappens()
    {
        var (world, container) = Started();
        world.Do(() => CollectionTests.Print(container, 1, 3));
        world.Pass(1_000);
        world.Do(() => world.Engine.Pause(container));
        world.Pass(5_000);
        world.Do(() => world.Engine.Unpause(container));
        world.Pass(1);
        world.Do(() => CollectionTests.Print(container, 4, 6));
        world.Pass(1_000);
        world.Do(() => world.Engine.Rename(container, "shop"));
        world.Pass(1_000);
        Assert.Equal(["web start", "web pause", "web unpause", "shop rename web shop"], world.Lifecycle);
        Assert.Equal(
            ["start", "", "", "", "pause", "unpause", "", "", "", "rename"],
            world.Store.Records.OrderBy(record => record.TimestampNs).Select(World.EventOf));
    }

    [Fact]
    public void ManyWhileAnInspectionIsAwaitedAreAllRecorded()
    {
        var (world, container) = Started();
        world.Pass(1_000);
        var held = new System.Threading.Tasks.TaskCompletionSource();
        world.Engine.InspectionsHeld = held.Task;
        for (var turn = 0; turn < 3; turn++)
        {
            world.Do(() => world.Engine.Pause(container));
            world.Pass(100);
            world.Do(() => world.Engine.Rename(container, $"web-{turn}"));
            world.Pass(100);
            world.Do(() => world.Engine.Unpause(container));
            world.Pass(100);
        }
        world.Do(held.SetResult);
        world.Pass(3_000);
        Assert.Equal(
            ["start", "pause", "rename web web-0", "unpause", "pause", "rename web-0 web-1", "unpause", "pause", "rename web-1 web-2", "unpause"],
            world.Lifecycle.Select(Event));
    }

    /// <summary>The answer of an inspection may be older than what is heard before it comes.</summary>
    [Fact]
    public void WhatIsHeardWhileAnAnswerIsOnItsWayIsNotTakenBackByIt()
    {
        for (var pieces = 0; pieces < 60; pieces++)
        {
            var (world, container) = Started();
            world.Pass(1_000);
            world.Do(() => world.Engine.Rename(container, "shop"));
            world.PassMoment(pieces);
            world.Do(() => world.Engine.Pause(container));
            world.PassMoment(pieces);
            world.Do(() => world.Engine.Unpause(container));
            world.Pass(3_000);
            Assert.Equal(["start", "rename web shop", "pause", "unpause"], world.Lifecycle.Select(Event));
        }
    }

    [Fact]
    public void WhatHappenedWhileTheServiceWasDownIsFound()
    {
        var (world, container) = Started();
        var free = CollectionTests.Run(world, "free");
        world.Do(() => world.Engine.Pause(free));
        world.Pass(1_000);
        world.Kill();
        world.Do(() => world.Engine.Pause(container));
        world.Do(() => world.Engine.Unpause(container));
        world.Do(() => world.Engine.Pause(container));
        world.Do(() => world.Engine.Unpause(free));
        world.Do(() => world.Engine.Rename(free, "bound"));
        world.Do(() => world.Engine.Rename(free, "found"));
        world.Pass(60_000);
        for (var i = 0; i < 3; i++)
        {
            world.StartCollector();
            world.Pass(3_000);
            world.Kill();
        }
        Assert.Equal(["web start", "web pause found"], world.Lifecycle.Where(of => of.StartsWith("web", StringComparison.Ordinal)));
        Assert.Equal(["free start", "free pause", "found unpause found", "found rename free found found"], world.Lifecycle.Where(of => !of.StartsWith("web", StringComparison.Ordinal)));
    }

    [Fact]
    public void AContainerThatIsMetFirstIsAsItIs()
    {
        var world = new World();
        var container = CollectionTests.Run(world, "web");
        world.Do(() => world.Engine.Pause(container));
        world.Pass(60_000);
        world.StartCollector();
        world.Pass(3_000);
        Assert.Empty(world.Lifecycle);
        world.Do(() => world.Engine.Unpause(container));
        world.Do(() => world.Engine.Rename(container, "shop"));
        world.Pass(3_000);
        Assert.Equal(["unpause", "rename web shop"], world.Lifecycle.Select(Event));
    }

    /// <summary>The event may come after the answer of an inspection that shows what it tells.</summary>
    [Fact]
    public void WhatIsSeenBeforeItIsHeardIsToldAsHeard()
    {
        var (world, container) = Started();
        world.Pass(1_000);
        world.Engine.EventsHeld = true;
        world.Do(() => world.Engine.Rename(container, "shop"));
        // The list shows the name, and the container is inspected.
        for (var i = 0; i < 100 && world.Status.Containers.All(shown => shown.Name != "shop"); i++) world.Pass(100);
        Assert.Contains(world.Status.Containers, shown => shown.Name == "shop");
        Assert.Equal(["start"], world.Lifecycle.Select(Event));
        world.Do(world.Engine.TellHeld);
        world.Pass(10_000);
        Assert.Equal(["start", "rename web shop"], world.Lifecycle.Select(Event));
    }

    /// <summary>Compose makes a container under another name when it takes the place of one.</summary>
    [Fact]
    public void ANameBeforeTheFirstStartIsPartOfTheMaking()
    {
        var world = new World();
        world.StartCollector();
        world.Pass(2_000);
        var container = world.Engine.Create("5d0c_web");
        world.Pass(500);
        world.Do(() => world.Engine.Rename(container, "web"));
        world.Pass(500);
        world.Do(() => world.Engine.Start(container));
        world.Pass(2_000);
        Assert.Equal(["web start"], world.Lifecycle);
        world.Do(() => world.Engine.Rename(container, "old"));
        world.Pass(2_000);
        Assert.Equal(["web start", "old rename web old"], world.Lifecycle);
    }

    [Fact]
    public void AStopEndsAPause()
    {
        var (world, container) = Started();
        world.Pass(1_000);
        world.Do(() => world.Engine.Pause(container));
        world.Pass(1_000);
        world.Do(() => world.Engine.Stop(container, 137));
        world.Pass(1_000);
        world.Do(() => world.Engine.Start(container));
        world.Pass(1_000);
        world.Do(() => world.Engine.Pause(container));
        world.Pass(1_000);
        Assert.Equal(["start", "pause", "stop 137", "start", "pause"], world.Lifecycle.Select(Event));
    }

    [Fact]
    public void WhatAnEngineRepeatsIsRecordedOnce()
    {
        var (world, container) = Started();
        world.Pass(300);
        foreach (Action change in (Action[])[() => world.Engine.Pause(container), () => world.Engine.Unpause(container), () => world.Engine.Rename(container, "shop"), () => world.Engine.Rename(container, "web")])
        {
            world.Do(change);
            world.Pass(1);
        }
        world.Pass(1_000);
        string[] expected = ["start", "pause", "unpause", "rename web shop", "rename shop web"];
        Assert.Equal(expected, world.Lifecycle.Select(Event));
        for (var i = 0; i < 3; i++)
        {
            world.Do(world.Engine.CutEvents);
            world.Pass(10_000);
            world.Engine.RepeatsNs = 3_600_000_000_000;
            world.Kill();
            world.StartCollector();
            world.Pass(3_000);
        }
        Assert.Equal(expected, world.Lifecycle.Select(Event));
    }

    /// <summary>The service is killed after any number of steps; what it had heard and not stored is heard again or found.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AKillAtAnyMomentRepeatsNothingAndLosesNothingThatLasts(bool repeats)
    {
        for (var pieces = 0; pieces < 150; pieces += 3)
        {
            var (world, container) = Started();
            if (repeats) world.Engine.RepeatsNs = 2_000_000_000;
            world.Pass(1_000);
            world.Do(() => world.Engine.Pause(container));
            world.Do(() => world.Engine.Rename(container, "shop"));
            world.PassMoment(pieces);
            world.Kill();
            world.StartCollector();
            world.Pass(3_000);
            world.Do(() => world.Engine.Unpause(container));
            world.PassMoment(pieces);
            world.Kill();
            world.Pass(3_000);
            world.StartCollector();
            world.Pass(3_000);
            Assert.Equal(["pause", "rename web shop", "start", "unpause"], world.Lifecycle.Select(Event).Select(of => of.Replace(" found", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        }
    }

    static string Event(string told) => told[(told.IndexOf(' ', StringComparison.Ordinal) + 1)..];

    static (World World, FakeContainer Container) Started()
    {
        var world = new World();
        world.StartCollector();
        world.Pass(2_000);
        return (world, CollectionTests.Run(world, "web"));
    }
}
