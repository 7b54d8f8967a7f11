using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Query;
using Xunit;

namespace LogAggregator.Engine.Tests.Storage.Compacting;

/// <summary>Whatever happens while segments become one, each row is there once.</summary>
public sealed class CompactionTests
{
    const int Segments = 6;
    const int LongestLine = 1024 * 1024;

    [Fact]
    public async Task ManySegmentsBecomeOneWithTheSameRows()
    {
        var directory = await SealedAsync();
        var events = new ConcurrentQueue<StoreEvent>();
        List<StoredRecord> before;
        await using (var store = StoreFixture.Open(directory)) before = await store.ListAsync();
        await using (var store = StoreFixture.Open(directory, StoreFixture.Compacting, events))
        {
            var sources = store.Sources;
            await store.CompactAsync();
            Assert.Equal(1, store.Statistics.Segments);
            await SameAsync(before, store);
            Assert.Equal(sources, store.Sources);
            Assert.Contains("Made one segment of 6: segment-0000000001-0000000006.seg", Assert.Single(events).Sentence);
        }

        Assert.Equal(["manifest", "segment-0000000001-0000000006.seg", "wal-0000000007.log"], directory.List());
        await using var again = StoreFixture.Open(directory);
        await SameAsync(before, again);
        Assert.Equal(0, StoreVerification.Run(MemoryDirectory.Of(directory.AfterKill()), _ => { }).DamagedPlaces);
    }

    /// <summary>Lines of the greatest length, each larger than a block should be: of JSON, of text, and of bytes that say nothing.</summary>
    [Fact]
    public async Task HugeLinesComeThroughByteForByte()
    {
        var random = new Random(5);
        var noise = new byte[LongestLine];
        random.NextBytes(noise);
        var directory = new MemoryDirectory();
        List<StoredRecord> before;
        await using (var store = StoreFixture.Open(directory))
        {
            for (var i = 0; i < Segments; i++)
            {
                var batch = StoreFixture.Batch((i, $"line {i}"), (i, $$"""{"n":{{i}},"message":"{{new string('x', LongestLine - 40)}}"}"""), (i, string.Concat(Enumerable.Repeat($"word {i} ", LongestLine / 8))));
                batch.Add(StoreFixture.Source(2), i, i, Level.Info, RecordFlags.Truncated, noise);
                await store.AppendAsync(batch);
                await store.SealAsync();
            }

            before = await store.ListAsync();
        }

        await using (var store = StoreFixture.Open(directory, StoreFixture.Compacting))
        {
            await store.CompactAsync();
            Assert.Equal(1, store.Statistics.Segments);
            await SameAsync(before, store);
        }

        Assert.Equal(0, StoreVerification.Run(MemoryDirectory.Of(directory.AfterKill()), _ => { }).DamagedPlaces);
    }

    /// <summary>The disk fails at each change once, as if it were gone until the next start.</summary>
    [Fact]
    public async Task WhateverChangeFailsNoRowIsLostAndNoneIsTwice()
    {
        var failures = 0;
        for (var failAt = 0; failures == failAt; failAt++)
        {
            var directory = await SealedAsync();
            List<StoredRecord> before;
            await using (var store = StoreFixture.Open(directory)) before = await store.ListAsync();
            var changes = 0;
            await using (var store = StoreFixture.Open(directory, StoreFixture.Compacting))
            {
                directory.Fault = (what, name) =>
                {
                    if (changes++ < failAt) return;
                    failures = failAt + 1;
                    throw new IOException($"{what} {name} fails");
                };
                await store.CompactAsync();
                await SameAsync(before, store);
            }

            directory.Fault = null;
            await using (var again = StoreFixture.Open(directory, StoreFixture.Compacting))
            {
                await SameAsync(before, again);
                await again.CompactAsync();
                await SameAsync(before, again);
                Assert.Equal(1, again.Statistics.Segments);
            }
        }

        Assert.True(failures > 5, $"only {failures} changes");
    }

    [Fact]
    public async Task ADiskThatGetsFullLeavesTheSegmentsAsTheyAre()
    {
        for (var room = 0; room < 6_000; room += 250)
        {
            var directory = await SealedAsync();
            List<StoredRecord> before;
            await using (var store = StoreFixture.Open(directory)) before = await store.ListAsync();
            await using var compacting = StoreFixture.Open(directory, StoreFixture.Compacting);
            directory.Room = room;
            await compacting.CompactAsync();
            directory.Room = long.MaxValue;
            await SameAsync(before, compacting);
            await compacting.AppendAsync(StoreFixture.Batch((1, "more")));
            Assert.Equal(before.Count + 1, (await compacting.ListAsync()).Count);
        }
    }

    [Fact]
    public async Task ADefectInCompactingStopsNothingElse()
    {
        var directory = await SealedAsync();
        var events = new ConcurrentQueue<StoreEvent>();
        await using var store = StoreFixture.Open(directory, StoreFixture.Compacting, events);
        directory.Fault = (what, name) =>
        {
            if (what == "create" && name.StartsWith("segment-0000000001-", StringComparison.Ordinal)) throw new InvalidOperationException("a defect");
        };
        await store.CompactAsync();
        await store.AppendAsync(StoreFixture.Batch((1, "more")));
        await store.SealAsync();
        Assert.Equal(Segments + 1, store.Statistics.Segments);
        var told = Assert.Single(events);
        Assert.Equal(Level.Warning, told.Level);
        Assert.Contains("a defect", told.Sentence);
    }

    [Fact]
    public async Task TheFirstFailureIsToldAlsoWhereWhatWasWrittenCannotBeDeleted()
    {
        var directory = await SealedAsync();
        var events = new ConcurrentQueue<StoreEvent>();
        await using var store = StoreFixture.Open(directory, StoreFixture.Compacting, events);
        directory.Fault = (what, name) =>
        {
            if (what is "write" or "delete" && name.StartsWith("segment-0000000001-", StringComparison.Ordinal)) throw new IOException($"cannot {what}");
        };
        await store.CompactAsync();
        Assert.Contains(events, e => e.Sentence.StartsWith("Segments cannot be made one now", StringComparison.Ordinal) && e.Sentence.Contains("cannot write", StringComparison.Ordinal));
        Assert.Contains(events, e => e.Sentence.Contains("cannot delete", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AReaderThatBeganBeforeSeesEachRowOnce()
    {
        var directory = await SealedAsync();
        List<StoredRecord> before;
        await using (var store = StoreFixture.Open(directory)) before = await store.ListAsync();
        await using var compacting = StoreFixture.Open(directory, StoreFixture.Compacting with { MaxRecentRecords = 0 });
        var seen = new List<StoredRecord>();
        await foreach (var record in compacting.SearchAsync(new LogSearch(Engine.Query.Ast.AllRecords.Instance, SearchOrder.Arrival), TestContext.Current.CancellationToken))
        {
            if (seen.Count == 3) await compacting.CompactAsync();
            seen.Add(record);
        }

        Assert.Equal(before.Select(record => record.Id), seen.Select(record => record.Id));
        Assert.Equal(1, compacting.Statistics.Segments);
        await compacting.CompactAsync();
        Assert.DoesNotContain("segment-0000000001.seg", directory.List());
    }

    [Fact]
    public async Task ASegmentWithADamagedBlockStaysAsItIs()
    {
        var files = (await SealedAsync()).AfterKill();
        files["segment-0000000003.seg"][10] ^= 1;
        var directory = MemoryDirectory.Of(files);
        List<string> before;
        await using (var store = StoreFixture.Open(directory)) before = await store.LinesAsync();
        await using (var compacting = StoreFixture.Open(directory, StoreFixture.Compacting))
        {
            for (var i = 0; i < 3; i++) await compacting.CompactAsync();
            Assert.Equal(before, await compacting.LinesAsync());
        }

        Assert.Contains("segment-0000000003.seg", directory.List());
    }

    [Fact]
    public async Task WithoutAManifestTheCompactedSegmentCountsAndNotThoseItWasMadeOf()
    {
        var directory = await SealedAsync();
        var files = directory.AfterKill();
        List<StoredRecord> before;
        await using (var store = StoreFixture.Open(directory)) before = await store.ListAsync();
        await using (var store = StoreFixture.Open(directory, StoreFixture.Compacting)) await store.CompactAsync();
        foreach (var (name, bytes) in directory.AfterKill()) files[name] = bytes;
        files["manifest"] = [1, 2, 3];
        await using var again = StoreFixture.Open(MemoryDirectory.Of(files));
        await SameAsync(before, again);
        Assert.Equal(1, again.Statistics.Segments);
    }

    static async Task SameAsync(List<StoredRecord> expected, EmbeddedLogStore store)
    {
        var found = await store.ListAsync();
        Assert.Equal(expected.Select(record => (record.Id, record.ObservedNs, record.Level, record.Flags, record.Source)), found.Select(record => (record.Id, record.ObservedNs, record.Level, record.Flags, record.Source)));
        Assert.True(expected.Zip(found).All(pair => pair.First.Line.Span.SequenceEqual(pair.Second.Line.Span)));
    }

    static async Task<MemoryDirectory> SealedAsync()
    {
        var directory = new MemoryDirectory();
        var records = new RandomRecords(7);
        await using var store = StoreFixture.Open(directory);
        for (var i = 0; i < Segments; i++)
        {
            await store.AppendAsync(records.Batch());
            await store.AppendAsync(StoreFixture.Batch((i, $"line {i}"), (1000 - i, "late")));
            await store.SealAsync();
        }

        return directory;
    }
}
