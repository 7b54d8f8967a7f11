using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Engine.Query.Ast;
using LogAggregator.Engine.Query.Pipes;
using LogAggregator.Engine.Query.Syntax;
using LogAggregator.Engine.Storage.Scanning;
using LogAggregator.Engine.Storage.Sealing;
using Xunit;

namespace LogAggregator.Engine.Tests.Storage;

/// <summary>Tables of many blocks, read on several cores.</summary>
public sealed class TableTests
{
    const string Segment = "segment-0000000001.seg";

    [Theory]
    [InlineData("| patterns")]
    [InlineData("| stats count() by level, container_name")]
    [InlineData("| stats avg(n), p90(n), count_uniq(message) by stream")]
    [InlineData("a | stats count()")]
    [InlineData("e | patterns")]
    public async Task EveryNumberOfCoresGivesTheSameTable(string query)
    {
        var files = await ManyBlocksAsync();
        var expected = await TableAsync(files, query, helpers: 0);
        Assert.NotEmpty(expected);
        for (var helpers = 1; helpers < 6; helpers++) Assert.Equal(expected, await TableAsync(files, query, helpers));
    }

    [Fact]
    public async Task PatternsOfBlocksAreReadOnce()
    {
        var directory = MemoryDirectory.Of(await ManyBlocksAsync());
        var events = new ConcurrentQueue<StoreEvent>();
        await using var store = StoreFixture.Open(directory, StoreFixture.Options, events);
        var first = await TableAsync(store, "| patterns");
        var reads = 0;
        directory.ReadFault = _ => Interlocked.Increment(ref reads);
        Assert.Equal(first, await TableAsync(store, "| patterns"));
        Assert.Equal(0, reads);

        // What a filter leaves of a block is not what all of it says.
        Assert.NotEqual(first, await TableAsync(store, "e | patterns"));
        Assert.True(reads > 0);
        Assert.Empty(events);
    }

    /// <summary>Full chunks are counted once, the last one each time; what is known of them goes on when they are sealed.</summary>
    [Fact]
    public async Task RowsInMemoryGiveTheTableOfTheirRecords()
    {
        await using var store = StoreFixture.Open(new MemoryDirectory(), StoreFixture.Options with { BlockLimits = new BlockLimits(1 << 20, 1500) });
        await using var expected = new MemoryLogStore();
        var records = new RandomRecords(3);
        for (var i = 0; i < 12; i++)
        {
            for (var j = 0; j < 40; j++)
            {
                var batch = records.Batch();
                await store.AppendAsync(batch);
                await expected.AppendAsync(batch, Durability.Written, TestContext.Current.CancellationToken);
            }

            if (i == 8) await store.SealAsync();
            foreach (var query in (string[])["| patterns", "e | patterns", "| stats count() by level, 1h", "| stats count() by service, 1s", "level:error | stats count()"])
                Assert.Equal(await TableAsync(expected, query), await TableAsync(store, query));
        }

        Assert.True(store.LastSequence > 3 * 1024);
    }

    [Fact]
    public async Task ADamagedBlockIsLeftOutWhole()
    {
        var files = await ManyBlocksAsync();
        var all = await CountAsync(files, "| patterns | stats sum(count)");
        for (var at = 0; at < 4000; at += 37)
        {
            var bytes = files[Segment].ToArray();
            bytes[at] ^= 4;
            var damaged = new Dictionary<string, byte[]>(files) { [Segment] = bytes };
            await using var store = StoreFixture.Open(MemoryDirectory.Of(damaged), StoreFixture.Options with { MaxRecentRecords = 0 });
            var counted = Count(await TableAsync(store, "| patterns | stats sum(count)"));
            Assert.InRange(counted, all - 20, all);
            Assert.Equal(counted, Count(await TableAsync(store, "| patterns | stats sum(count)")));
            Assert.Equal(all - counted > 0 ? 1 : 0, store.Statistics.DamagedBlocks);
        }
    }

    [Fact]
    public async Task ATableThatIsCancelledStopsBetweenBlocksAndLeavesTheStoreAsItWas()
    {
        var directory = MemoryDirectory.Of(await ManyBlocksAsync());
        await using var store = StoreFixture.Open(directory, StoreFixture.Options with { HelperCores = 2 });
        var expected = await TableAsync(store, "e | patterns");
        using var cancel = new CancellationTokenSource();
        var reads = 0;
        directory.ReadFault = _ =>
        {
            Interlocked.Increment(ref reads);
            cancel.Cancel();
        };
        var run = RunOf("| stats count_uniq(message)", out var filter);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await store.QueryAsync(filter, [run], cancel.Token));
        Assert.InRange(reads, 1, 60);
        directory.ReadFault = null;
        Assert.Equal(expected, await TableAsync(store, "e | patterns"));
    }

    [Fact]
    public async Task WhatGoesWrongOnAnotherCoreReachesTheCaller()
    {
        var directory = MemoryDirectory.Of(await ManyBlocksAsync());
        await using var store = StoreFixture.Open(directory, StoreFixture.Options with { HelperCores = 3 });
        directory.ReadFault = _ => throw new InvalidOperationException("no such thing");
        for (var i = 0; i < 3; i++)
        {
            var run = RunOf("| stats count_uniq(message)", out var filter);
            await Assert.ThrowsAsync<InvalidOperationException>(async () => await store.QueryAsync(filter, [run], TestContext.Current.CancellationToken));
        }

        directory.ReadFault = null;
        Assert.NotEmpty(await TableAsync(store, "| patterns"));
    }

    [Fact]
    public void HelpersAreOfOneSearchAtATime()
    {
        var helpers = new HelperCores(3);
        Assert.Equal(3, helpers.Take());
        Assert.Equal(0, helpers.Take());
        helpers.GiveBack(3);
        Assert.Equal(3, helpers.Take());
        Assert.Equal(0, new HelperCores(-1).Take());
    }

    static async Task<Dictionary<string, byte[]>> ManyBlocksAsync()
    {
        var directory = new MemoryDirectory();
        await using var store = StoreFixture.Open(directory);
        var records = new RandomRecords(11);
        for (var i = 0; i < 25; i++) await store.AppendAsync(records.Batch());
        await store.SealAsync();
        return directory.AfterKill();
    }

    static async Task<string> TableAsync(Dictionary<string, byte[]> files, string query, int helpers)
    {
        await using var store = StoreFixture.Open(MemoryDirectory.Of(files), StoreFixture.Options with { HelperCores = helpers });
        return await TableAsync(store, query);
    }

    static async Task<string> TableAsync(ILogStore store, string query)
    {
        var run = RunOf(query, out var filter);
        await store.QueryAsync(filter, [run], TestContext.Current.CancellationToken);
        run.Complete();
        return string.Join('\n', run.TakeRows().Select(row => string.Join('|', row.Values)));
    }

    static async Task<long> CountAsync(Dictionary<string, byte[]> files, string query)
    {
        await using var store = StoreFixture.Open(MemoryDirectory.Of(files));
        return Count(await TableAsync(store, query));
    }

    static long Count(string table) => long.Parse(table, System.Globalization.CultureInfo.InvariantCulture);

    static QueryRun RunOf(string text, out Filter filter)
    {
        Assert.True(QueryParser.TryParse(text, TimeProvider.System.GetUtcNow(), out var query, out _));
        filter = query.Filter;
        return new QueryRun(query.Pipes, new QueryLimits());
    }
}
