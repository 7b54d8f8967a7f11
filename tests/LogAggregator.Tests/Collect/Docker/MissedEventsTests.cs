using System;
using System.Linq;
using LogAggregator.Engine.Model;
using LogAggregator.Tests.Collect.Docker.Simulation;
using Xunit;

namespace LogAggregator.Tests.Collect.Docker;

/// <summary>What happened while nobody heard the engine's events, and what an engine tells twice.</summary>
public sealed class MissedEventsTests
{
    [Fact]
    public void AContainerThatCameAndWentWhileTheEngineWasOutOfReachIsAGap()
    {
        var world = new World();
        world.StartCollector();
        world.Pass(100);
        CollectionTests.Run(world, "before");
        world.Do(world.Engine.GoDown);
        world.Pass(5_000);
        var container = CollectionTests.Run(world, "unseen");
        world.Do(() => container.Print(OutputStream.Stdout, "lost"));
        world.Do(() => world.Engine.Remove(container));
        world.Pass(10_000);
        world.Do(world.Engine.ComeBack);
        world.Pass(20_000);
        Assert.Contains("unseen", Assert.Single(world.Gaps), StringComparison.Ordinal);
        world.AssertComplete([container]);
    }

    [Fact]
    public void WhatAnEngineTellsTwiceHappenedOnce()
    {
        var world = new World();
        world.StartCollector();
        world.Pass(100);
        // All at one time, so that a subscription that begins with the newest gets all of it again.
        world.Do(() =>
        {
            var container = world.Engine.Create("gone");
            world.Engine.Start(container);
            world.Engine.Stop(container);
            world.Engine.Remove(container);
        });
        world.Pass(2_000);
        Assert.Single(world.Gaps);
        for (var i = 0; i < 3; i++)
        {
            world.Do(world.Engine.CutEvents);
            world.Pass(10_000);
        }
        Assert.Single(world.Gaps);
        Assert.Equal("removed", world.Status.Containers.Single().State);
    }

    [Fact]
    public void ARunThatIsHeardOfLateIsNoNewOne()
    {
        var world = new World();
        world.StartCollector();
        world.Pass(100);
        var container = CollectionTests.Run(world, "web");
        world.Do(() => CollectionTests.Print(container, 1, 10));
        world.Do(world.Engine.GoDown);
        world.Do(() => world.Engine.Stop(container));
        world.Pass(2_000);
        world.Do(() => world.Engine.Start(container));
        world.Do(() => CollectionTests.Print(container, 11, 20));
        world.Pass(2_000);
        world.Do(() => world.Engine.Stop(container));
        world.Do(world.Engine.ComeBack);
        world.Pass(20_000);
        world.Do(() => world.Engine.Remove(container));
        world.Pass(2_000);
        Assert.Equal(20, world.Lines("web").Count);
        Assert.Empty(world.Gaps);
    }
}
