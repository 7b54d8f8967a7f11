using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using LogAggregator.Engine.Query;
using LogAggregator.Engine.Query.Ast;
using LogAggregator.Engine.Storage.Retention;
using Xunit;

namespace LogAggregator.Engine.Tests.Storage;

public sealed class RetentionTests
{
    static readonly SegmentFacts[] Three = [new(1, 100, 10), new(2, 200, 20), new(3, 300, 30)];

    [Fact]
    public void NothingGoesWithoutALimit() => Assert.Empty(Choose(new RetentionLimits(null, null, 0)));

    [Fact]
    public void SegmentsWhoseLastRecordIsTooOldGo() =>
        Assert.Equal([new(1, RetentionReason.Age), new(2, RetentionReason.Age)], Choose(new RetentionLimits(TimeSpan.FromTicks(7), null, 0)));

    [Fact]
    public void TheOldestGoUntilTheSizeFits() =>
        Assert.Equal([new(1, RetentionReason.Size), new(2, RetentionReason.Size)], Choose(new RetentionLimits(null, 55, 0)));

    [Fact]
    public void TheOldestGoUntilTheDiskHasRoom() =>
        Assert.Equal([new(1, RetentionReason.FreeDisk), new(2, RetentionReason.FreeDisk)], Choose(new RetentionLimits(null, null, 25)));

    [Fact]
    public void AnOlderSegmentThatMayStayKeepsTheNewerOnes()
    {
        SegmentFacts[] mixed = [new(1, 500, 10), new(2, 100, 10)];
        Assert.Empty(RetentionChoice.Choose(mixed, 20, 100, 1_000, new RetentionLimits(TimeSpan.FromTicks(7), null, 0)));
    }

    [Fact]
    public async Task RemovedSegmentsAreGoneFromSearchTotalsAndDisk()
    {
        var directory = new MemoryDirectory();
        var events = new ConcurrentQueue<StoreEvent>();
        await using (var store = await StoreOfSegmentsAsync(directory, StoreFixture.Options with { RetentionBytes = 1_500 }, events))
        {
            var lines = await store.LinesAsync();
            Assert.InRange(lines.Count, 1, 9);
            Assert.Equal(Enumerable.Range(10 - lines.Count, lines.Count).Select(i => $"line {i}"), lines);
            Assert.Equal(lines.AsEnumerable().Reverse(), await store.LinesAsync(SearchOrder.NewestFirst));
            Assert.Equal(lines.Count, Assert.Single(store.Sources).Records);
            Assert.Equal(lines.Count, store.Statistics.Records);
            Assert.Equal(store.Statistics.Segments, directory.List().Count(name => name.StartsWith("segment", StringComparison.Ordinal)));
            Assert.Contains(events, e => e.Sentence.Contains("larger than retention allows", StringComparison.Ordinal));
        }

        await using var again = StoreFixture.Open(directory);
        Assert.Equal(10ul, again.LastSequence);
        Assert.DoesNotContain("line 0", await again.LinesAsync());
    }

    [Fact]
    public async Task AScanThatBeganBeforeSeesWhatIsRemovedMeanwhile()
    {
        var directory = new MemoryDirectory();
        await using var store = await StoreOfSegmentsAsync(directory, StoreFixture.Options with { MaxRecentRecords = 0 }, []);
        await using var scan = store.SearchAsync(new LogSearch(AllRecords.Instance, SearchOrder.OldestFirst), TestContext.Current.CancellationToken)
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await scan.MoveNextAsync());
        var before = directory.List().Count;

        directory.FreeBytes = 0;
        store.Maintain(StoreFixture.Options with { MinFreeDiskBytes = 1_000_000 });
        Assert.Empty(await store.LinesAsync());
        Assert.Equal(before, directory.List().Count);

        for (var i = 1; i < 10; i++) Assert.True(await scan.MoveNextAsync());
        Assert.False(await scan.MoveNextAsync());
        await scan.DisposeAsync();
        Assert.Equal(before - 10, directory.List().Count);
    }

    [Fact]
    public void WithoutAWantOfFreeSpaceTheSizeAloneDecides() =>
        Assert.Equal([new(1, RetentionReason.Size)], RetentionChoice.Choose(Three, 80, long.MaxValue, 1_000, new RetentionLimits(null, 75, 0)));

    /// <summary>A reader holds what was removed: it is going to be free, and nothing more is removed for the same want.</summary>
    [Fact]
    public async Task WhatAReaderHoldsCountsAsFree()
    {
        var directory = new MemoryDirectory();
        await using var store = await StoreOfSegmentsAsync(directory, StoreFixture.Options with { MaxRecentRecords = 0 }, []);
        await using var scan = store.SearchAsync(new LogSearch(AllRecords.Instance, SearchOrder.OldestFirst), TestContext.Current.CancellationToken)
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await scan.MoveNextAsync());

        directory.FreeBytes = 999;
        var limits = StoreFixture.Options with { MinFreeDiskBytes = 1_000 };
        for (var round = 0; round < 5; round++) store.Maintain(limits);
        Assert.Equal(9, store.Statistics.Segments);

        await scan.DisposeAsync();
        store.Maintain(limits);
        Assert.Equal(8, store.Statistics.Segments);
    }

    static List<RetentionDrop> Choose(RetentionLimits limits) => RetentionChoice.Choose(Three, totalBytes: 80, freeBytes: 5, nowNs: 1_000, limits);

    static async Task<EmbeddedLogStore> StoreOfSegmentsAsync(MemoryDirectory directory, EmbeddedStoreOptions options, ConcurrentQueue<StoreEvent> events)
    {
        var store = StoreFixture.Open(directory, options, events);
        for (var i = 0; i < 10; i++)
        {
            await store.AppendAsync(StoreFixture.Batch((i, $"line {i}")));
            await store.SealAsync();
        }

        store.Maintain(options);
        return store;
    }
}
