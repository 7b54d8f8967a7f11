using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Query;
using Xunit;

namespace LogAggregator.Engine.Tests.Storage;

public sealed class DiskFullTests
{
    [Fact]
    public async Task AFullDiskRefusesTheAppendAndNothingElse()
    {
        var directory = new MemoryDirectory();
        await using var store = StoreFixture.Open(directory);
        await store.AppendAsync(StoreFixture.Batch((1, "before")));

        directory.Room = 10;
        await Assert.ThrowsAsync<StoreFullException>(async () => await store.AppendAsync(StoreFixture.Batch((2, "refused"))));
        Assert.True(store.Statistics.Full);
        Assert.Equal(["before"], await store.LinesAsync());

        directory.Room = long.MaxValue;
        await store.AppendAsync(StoreFixture.Batch((3, "after")));
        Assert.False(store.Statistics.Full);
        Assert.Equal(["before", "after"], await store.LinesAsync());
        Assert.Equal(2ul, store.LastSequence);
    }

    /// <summary>The disk gets full after every number of bytes once: in the WAL, a segment, the manifest.</summary>
    [Fact]
    public async Task WhateverWriteFindsTheDiskFullNothingIsLostAndNothingIsTwice()
    {
        for (var room = 0; room < 9_000; room += 61)
        {
            var directory = new MemoryDirectory();
            var options = StoreFixture.Options with { MaxActiveBytes = 1_000 };
            await using (var store = StoreFixture.Open(directory, options))
            {
                directory.Room = room;
                for (var i = 0; i < 40; i++) await AppendWithRetryAsync(store, directory, i);
                Assert.Equal(Expected, await store.LinesAsync(SearchOrder.OldestFirst));
            }

            await using var again = StoreFixture.Open(directory, options);
            Assert.Equal(Expected, await again.LinesAsync(SearchOrder.OldestFirst));
            Assert.Equal(39, again.Positions["at"][0]);
        }
    }

    [Fact]
    public async Task AFullDiskOpensForReading()
    {
        var directory = new MemoryDirectory();
        await using (var store = StoreFixture.Open(directory))
        {
            await store.AppendAsync(StoreFixture.Batch((1, "kept")));
            await store.SealAsync();
        }

        directory.Delete("wal-0000000002.log");
        directory.Room = 0;
        await using var full = StoreFixture.Open(directory);
        Assert.Equal(["kept"], await full.LinesAsync());
        await Assert.ThrowsAsync<StoreFullException>(async () => await full.AppendAsync(StoreFixture.Batch((2, "refused"))));

        directory.Room = long.MaxValue;
        await full.AppendAsync(StoreFixture.Batch((2, "taken")));
        Assert.Equal(["kept", "taken"], await full.LinesAsync());
    }

    [Fact]
    public async Task AFailedTruncationIsDoneBeforeTheNextWrite()
    {
        var directory = new MemoryDirectory();
        await using (var store = StoreFixture.Open(directory))
        {
            await store.AppendAsync(StoreFixture.Batch((1, "before")));
            directory.Room = 60;
            directory.Fault = (what, _) => ThrowIf(what == "truncate");
            await Assert.ThrowsAnyAsync<IOException>(async () => await store.AppendAsync(StoreFixture.Batch((2, "refused"))));
            directory.Room = long.MaxValue;
            await Assert.ThrowsAnyAsync<IOException>(async () => await store.AppendAsync(StoreFixture.Batch((2, "refused"))));
            directory.Fault = null;
            await store.AppendAsync(StoreFixture.Batch((3, "a")));
        }

        await using var again = StoreFixture.Open(directory);
        Assert.Equal(["before", "a"], await again.LinesAsync());
    }

    [Fact]
    public async Task AfterAFailedSyncTheRowsAreMadeDurableInASegment()
    {
        var directory = new MemoryDirectory();
        await using (var store = StoreFixture.Open(directory))
        {
            var failed = false;
            directory.Fault = (what, name) =>
            {
                if (failed || what != "sync" || !name.StartsWith("wal", StringComparison.Ordinal)) return;
                failed = true;
                throw new IOException("Input/output error", 5);
            };
            await store.AppendDurableAsync(StoreFixture.Batch((1, "a")));
            Assert.True(failed);
            Assert.Equal(1, store.Statistics.Segments);
            await store.AppendDurableAsync(StoreFixture.Batch((2, "b")));
            Assert.Equal(["a", "b"], await store.LinesAsync());
        }

        var random = new Random(1);
        await using var afterPowerCut = StoreFixture.Open(MemoryDirectory.Of(directory.AfterPowerCut(random)));
        Assert.Equal(["a", "b"], await afterPowerCut.LinesAsync());
    }

    static string[] Expected => [.. Enumerable.Range(0, 40).Select(i => $"line {i}")];

    static async Task AppendWithRetryAsync(EmbeddedLogStore store, MemoryDirectory directory, int number)
    {
        var batch = StoreFixture.Batch((number, $"line {number}"));
        batch.SetPosition("at", [(byte)number]);
        try
        {
            await store.AppendAsync(batch);
        }
        catch (StoreFullException)
        {
            directory.Room = long.MaxValue;
            await AppendWhenSealedAsync(store, batch);
        }
    }

    /// <summary>What could not be sealed is tried again after the back-off.</summary>
    static async Task AppendWhenSealedAsync(EmbeddedLogStore store, RecordBatch batch)
    {
        while (true)
        {
            try
            {
                await store.AppendAsync(batch);
                return;
            }
            catch (StoreFullException)
            {
                await Task.Yield();
            }
        }
    }

    static void ThrowIf(bool condition)
    {
        if (condition) throw new IOException("Input/output error", 5);
    }
}
