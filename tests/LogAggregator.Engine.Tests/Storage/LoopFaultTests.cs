using System;
using System.Collections.Concurrent;
using System.IO;
using System.Threading.Tasks;
using LogAggregator.Engine.Model;
using Xunit;

namespace LogAggregator.Engine.Tests.Storage;

/// <summary>Exceptions that nothing foresees: whoever waits hears of them.</summary>
public sealed class LoopFaultTests
{
    [Fact]
    public async Task ADefectWhileWritingFailsTheAppendAndAllAfterIt()
    {
        var directory = new MemoryDirectory();
        var events = new ConcurrentQueue<StoreEvent>();
        await using (var store = StoreFixture.Open(directory, events: events))
        {
            await store.AppendAsync(StoreFixture.Batch((1, "kept")));
            directory.Fault = (what, _) => ThrowIf(what == "write");
            await Assert.ThrowsAnyAsync<IOException>(async () => await store.AppendAsync(StoreFixture.Batch((2, "refused"))));
            directory.Fault = null;
            await Assert.ThrowsAnyAsync<IOException>(async () => await store.AppendAsync(StoreFixture.Batch((3, "refused"))));
            Assert.Equal(["kept"], await store.LinesAsync());
        }

        Assert.Contains(events, e => e.Level == Level.Critical);
        await using var again = StoreFixture.Open(directory);
        Assert.Equal(["kept"], await again.LinesAsync());
    }

    [Fact]
    public async Task ADefectWhileSyncingFailsTheDurableAppends()
    {
        var directory = new MemoryDirectory();
        await using var store = StoreFixture.Open(directory);
        directory.Fault = (what, _) => ThrowIf(what == "sync");
        await Assert.ThrowsAnyAsync<IOException>(async () => await store.AppendDurableAsync(StoreFixture.Batch((1, "a"))));
        directory.Fault = null;
        await Assert.ThrowsAnyAsync<IOException>(async () => await store.AppendDurableAsync(StoreFixture.Batch((2, "b"))));
    }

    [Fact]
    public async Task ADefectWhileSealingFailsThoseWhoWaitAndIsTriedAgain()
    {
        var directory = new MemoryDirectory();
        await using var store = StoreFixture.Open(directory);
        await store.AppendAsync(StoreFixture.Batch((1, "a")));
        directory.Fault = (what, name) => ThrowIf(what == "create" && name.StartsWith("segment", StringComparison.Ordinal));
        await Assert.ThrowsAnyAsync<IOException>(store.SealAsync);
        directory.Fault = null;
        while (store.Statistics.Segments == 0) await Task.Yield();
        await store.AppendAsync(StoreFixture.Batch((2, "b")));
        Assert.Equal(["a", "b"], await store.LinesAsync());
    }

    static void ThrowIf(bool condition)
    {
        if (condition) throw new UnauthorizedAccessException("Access to the path is denied.");
    }
}
