using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using LogAggregator.Engine.Model;
using LogAggregator.Tests.Collect.Docker.Simulation;
using Xunit;

namespace LogAggregator.Tests.Collect.Docker;

/// <summary>Reads that do not come to their end, and needs that pass meanwhile.</summary>
public sealed class TroubledCollectionTests
{
    [Fact]
    public void AHistoryThatIsCutIsGoneOnWithAndNotRepeated()
    {
        var world = new World(tail: null);
        var container = CollectionTests.Run(world, "old");
        world.Do(() => CollectionTests.Print(container, 1, 1_000));
        world.Pass(2_000);
        world.Engine.CutNextReadAfter = 500;
        world.StartCollector();
        world.Pass(10_000);
        Assert.Null(world.Engine.CutNextReadAfter);
        Assert.Equal(Numbered(1, 1_000), world.Lines("old"));
        Assert.Empty(world.Gaps);
    }

    [Fact]
    public void AHistoryThatTheStoreDidNotTakeAllOfIsNotRepeated()
    {
        var world = new World(tail: null);
        var container = CollectionTests.Run(world, "old");
        world.Do(() => CollectionTests.Print(container, 1, 3_000));
        world.Pass(2_000);
        world.StartCollector();
        for (var i = 0; i < 10_000 && world.Lines("old").Count < 500; i++) world.PassMoment(1);
        world.Store.IsFull = true;
        world.Pass(5_000);
        Assert.InRange(world.Lines("old").Count, 500, 2_999);
        world.Store.IsFull = false;
        world.Pass(60_000);
        Assert.Equal(Numbered(1, 3_000), world.Lines("old"));
        Assert.Empty(world.Gaps);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ADamagedHistoryIsReadBehindTheDamageAndFollowed(bool isOld)
    {
        var world = new World(isOld: isOld, tail: 100);
        var container = CollectionTests.Run(world, "old");
        world.Do(() => CollectionTests.Print(container, 1, 300));
        world.Pass(2_000);
        container.Log.Newest.Messages[250].IsDamaged = true;
        world.StartCollector();
        world.Pass(10_000);
        world.Do(() => CollectionTests.Print(container, 301, 302));
        world.Pass(400_000);
        Assert.Equal(Numbered(201, 50).Concat(Numbered(252, 51)), world.Lines("old"));
        Assert.Contains("corruption", Assert.Single(world.Gaps), StringComparison.Ordinal);
    }

    [Fact]
    public void ATurnThatComesTooLateIsGivenOn()
    {
        var world = new World();
        world.StartCollector();
        world.Pass(100);
        var answer = new TaskCompletionSource();
        world.Engine.LogsHeld = answer.Task;
        // More than there are turns: the later ones end while they wait.
        var containers = Enumerable.Range(0, 40).Select(i => CollectionTests.Run(world, $"short{i}")).ToList();
        world.Do(() => containers[20..].ForEach(world.Engine.Stop));
        world.Pass(100);
        world.Do(answer.SetResult);
        world.Pass(5_000);
        var late = CollectionTests.Run(world, "late");
        world.Pass(100);
        world.Do(() => late.Print(OutputStream.Stdout, "followed"));
        world.Pass(50);
        Assert.Equal(["followed"], world.Lines("late"));
    }

    [Fact]
    public void AContainerThatIsLeftOutNowIsNotTakenForRemoved()
    {
        var world = new World();
        world.StartCollector();
        world.Pass(100);
        var container = CollectionTests.Run(world, "web");
        world.Do(() => CollectionTests.Print(container, 1, 10));
        world.Pass(500);
        world.Kill();
        var everyOne = world.Options;
        world.Options = everyOne with { IsCollected = static (_, _, _) => false };
        world.StartCollector();
        world.Pass(2_000);
        world.Kill();
        Assert.Empty(world.Gaps);
        world.Do(() => CollectionTests.Print(container, 11, 20));
        world.Options = everyOne;
        world.StartCollector();
        world.Pass(3_000);
        Assert.Equal(Numbered(1, 20), world.Lines("web"));
        Assert.Empty(world.Gaps);
    }

    [Fact]
    public void AContainerThatIsRemovedWhileItIsLeftOutLeavesNoGap()
    {
        var world = new World();
        world.StartCollector();
        world.Pass(100);
        var container = CollectionTests.Run(world, "web");
        world.Do(() => CollectionTests.Print(container, 1, 10));
        world.Pass(500);
        world.Kill();
        var everyOne = world.Options;
        world.Options = everyOne with { IsCollected = static (_, _, _) => false };
        world.StartCollector();
        world.Pass(2_000);
        world.Do(() => world.Engine.Remove(container));
        world.Kill();
        world.Options = everyOne;
        world.StartCollector();
        world.Pass(2_000);
        Assert.Empty(world.Gaps);
        Assert.DoesNotContain(world.Store.Positions.Keys, key => key.Contains(container.Id, StringComparison.Ordinal));
    }

    [Fact]
    public void AProblemIsShownAsLongAsItLasts()
    {
        var world = new World();
        world.StartCollector();
        world.Pass(100);
        var container = CollectionTests.Run(world, "web");
        world.Do(() => CollectionTests.Print(container, 1, 10));
        world.Pass(500);
        world.Engine.RefusesLogs = true;
        world.Do(world.Engine.CutFollowed);
        world.Pass(5_000);
        Assert.Contains("no space left", world.Status.Containers.Single().Warning, StringComparison.Ordinal);
        world.Engine.RefusesLogs = false;
        world.Pass(30_000);
        Assert.Empty(world.Status.Containers.Single().Warning);
    }

    [Fact]
    public void ALongLineIsNotBrokenByAReadThatIsCut()
    {
        var world = new World();
        world.StartCollector();
        world.Pass(100);
        var container = CollectionTests.Run(world, "web", maxFileBytes: 1_000_000, maxFiles: 5);
        world.Do(() => CollectionTests.Print(container, 1, 10));
        world.Pass(10_000);
        var line = new string('x', 60_000);
        var finish = () => { };
        world.Do(() => finish = container.PrintSlowly(OutputStream.Stdout, line));
        world.Pass(20);
        world.Engine.CutNextReadAfter = 0;
        for (var i = 0; i < 100_000 && world.Engine.CutNextReadAfter is not null; i++) world.Pass(10);
        Assert.Null(world.Engine.CutNextReadAfter);
        world.Do(finish);
        world.Pass(60_000);
        Assert.Equal(Numbered(1, 10).Append(line), world.Lines("web"));
        Assert.Empty(world.Gaps);
    }

    static IEnumerable<string> Numbered(int first, int count) => Enumerable.Range(first, count).Select(i => $"line {i}");
}
