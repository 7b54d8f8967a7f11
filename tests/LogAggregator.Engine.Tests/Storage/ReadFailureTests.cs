using System;
using System.Collections.Concurrent;
using System.IO;
using System.Threading.Tasks;
using LogAggregator.Engine.Query;
using Xunit;

namespace LogAggregator.Engine.Tests.Storage;

/// <summary>A disk that does not give a block now: nothing is damaged, and it is asked again.</summary>
public sealed class ReadFailureTests
{
    [Fact]
    public async Task ABlockThatIsNotGivenNowIsToldOnceAndNotCountedAsDamage()
    {
        var directory = new MemoryDirectory();
        var events = new ConcurrentQueue<StoreEvent>();
        await using var store = await OneSegmentAsync(directory, StoreFixture.Options with { MaxRecentRecords = 0 }, events);
        directory.ReadFault = FailSegments;
        for (var i = 0; i < 3; i++) Assert.Empty(await store.LinesAsync());
        Assert.Equal(0, store.Statistics.DamagedBlocks);
        Assert.Contains("cannot be read", Assert.Single(events).Sentence, StringComparison.Ordinal);

        directory.ReadFault = null;
        Assert.Equal(["a"], await store.LinesAsync());
    }

    [Fact]
    public async Task AStartThatCouldNotReadTheNewestRecordsDoesNotClaimToHaveThem()
    {
        var directory = new MemoryDirectory();
        await (await OneSegmentAsync(directory, StoreFixture.Options, [])).DisposeAsync();
        var reads = 0;
        directory.ReadFault = name =>
        {
            // Its version and its directory are read before its block.
            if (name.StartsWith("segment", StringComparison.Ordinal) && ++reads > 2) FailSegments(name);
        };
        await using var store = StoreFixture.Open(directory);
        Assert.True(reads > 2);
        directory.ReadFault = null;
        Assert.Equal(["a"], await store.LinesAsync(SearchOrder.NewestFirst));
        Assert.Equal(["a"], await store.LinesAsync(SearchOrder.OldestFirst));
    }

    static async Task<EmbeddedLogStore> OneSegmentAsync(MemoryDirectory directory, EmbeddedStoreOptions options, ConcurrentQueue<StoreEvent> events)
    {
        var store = StoreFixture.Open(directory, options, events);
        await store.AppendAsync(StoreFixture.Batch((1, "a")));
        await store.SealAsync();
        return store;
    }

    static void FailSegments(string name)
    {
        if (name.StartsWith("segment", StringComparison.Ordinal)) throw new IOException("Input/output error", 5);
    }
}
