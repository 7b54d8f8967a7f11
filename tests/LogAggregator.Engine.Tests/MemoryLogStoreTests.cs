using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Query;
using LogAggregator.Engine.Query.Ast;
using Xunit;

namespace LogAggregator.Engine.Tests;

public sealed class MemoryLogStoreTests
{
    static readonly LogSource Web = LogSource.Empty with { ContainerName = "web" };

    [Theory]
    [InlineData(SearchOrder.NewestFirst, "d a c b")]
    [InlineData(SearchOrder.OldestFirst, "b c a d")]
    [InlineData(SearchOrder.Arrival, "a b c d")]
    [InlineData(SearchOrder.Observed, "d b c a")]
    public async Task RecordsComeInTheOrderAskedFor(SearchOrder order, string expected)
    {
        await using var store = await Filled();

        Assert.Equal(expected, await Find(store, new LogSearch(AllRecords.Instance, order)));
    }

    [Theory]
    [InlineData(SearchOrder.NewestFirst, "c b")]
    [InlineData(SearchOrder.OldestFirst, "d")]
    [InlineData(SearchOrder.Arrival, "b c d")]
    public async Task AfterARecordComesWhatFollowsItInThatOrder(SearchOrder order, string expected)
    {
        await using var store = await Filled();
        var a = new RecordId(30, 1);

        Assert.Equal(expected, await Find(store, new LogSearch(AllRecords.Instance, order, After: a)));
    }

    [Fact]
    public async Task OnlyWhatMatchesComesAndNoMoreThanTheLimit()
    {
        await using var store = await Filled();

        Assert.Equal("b c", await Find(store, new LogSearch(new TimeRange(0, 31), SearchOrder.OldestFirst, Limit: 2)));
        Assert.Equal("c", await Find(store, new LogSearch(new TextContains("C"), SearchOrder.OldestFirst)));
    }

    [Fact]
    public async Task ARecordIsFoundByItsIdAndByNoOther()
    {
        await using var store = await Filled();

        var found = await store.FindAsync(new RecordId(30, 1), Cancel);
        Assert.Equal("a", Text(found!));
        Assert.Null(await store.FindAsync(new RecordId(31, 1), Cancel));
    }

    [Fact]
    public async Task WhatIsAppendedIsToldInOrderAndIsSearchableByThen()
    {
        var told = new List<ulong>();
        MemoryLogStore? store = null;
        store = new MemoryLogStore(records =>
        {
            told.AddRange(records().Select(r => r.Id.Sequence));
            Assert.Equal(told[^1], store!.LastSequence);
        });

        await using (store)
        {
            await store.AppendAsync(Batch(("a", 1, 1), ("b", 2, 2)), Durability.Written, Cancel);
            await store.AppendAsync(new RecordBatch(), Durability.Written, Cancel);
            await store.AppendAsync(Batch(("c", 3, 3)), Durability.Written, Cancel);
        }

        Assert.Equal([1, 2, 3], told);
    }

    [Fact]
    public async Task PositionsAreSetAndRemovedWithTheBatch()
    {
        await using var store = new MemoryLogStore();
        var batch = new RecordBatch();
        batch.SetPosition("x", [1]);
        batch.SetPosition("y", [2]);
        await store.AppendAsync(batch, Durability.Written, Cancel);
        batch.Clear();
        batch.RemovePosition("x");
        await store.AppendAsync(batch, Durability.Written, Cancel);

        Assert.Equal(["y"], store.Positions.Keys);
    }

    [Fact]
    public async Task TheBatchMayBeUsedAgainAfterTheAppend()
    {
        await using var store = new MemoryLogStore();
        var batch = Batch(("first", 1, 1));
        await store.AppendAsync(batch, Durability.Written, Cancel);
        batch.Clear();
        batch.Add(Web, 2, 2, Level.Info, RecordFlags.None, "OTHER"u8);

        Assert.Equal("first", await Find(store, new LogSearch(AllRecords.Instance, SearchOrder.Arrival)));
    }

    [Fact]
    public async Task TotalsAreOfWhatIsHeld()
    {
        await using var store = await Filled();

        Assert.Equal(new StoreStatistics(4, 4, 0, 0, 0, 10, 40, false), store.Statistics);
        Assert.Equal([new SourceStatistics(Web, 4, 4, 0, 10, 40)], store.Sources);
    }

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    static async Task<MemoryLogStore> Filled()
    {
        var store = new MemoryLogStore();
        await store.AppendAsync(Batch(("a", 30, 40), ("b", 10, 20)), Durability.Written, Cancel);
        await store.AppendAsync(Batch(("c", 20, 20), ("d", 40, 10)), Durability.Written, Cancel);
        return store;
    }

    static RecordBatch Batch(params (string Line, long TimestampNs, long ObservedNs)[] records)
    {
        var batch = new RecordBatch();
        foreach (var (line, timestampNs, observedNs) in records)
        {
            batch.Add(Web with { }, timestampNs, observedNs, Level.Info, RecordFlags.None, Encoding.UTF8.GetBytes(line));
        }

        return batch;
    }

    static async Task<string> Find(MemoryLogStore store, LogSearch search)
    {
        var lines = new List<string>();
        await foreach (var record in store.SearchAsync(search, Cancel)) lines.Add(Text(record));
        return string.Join(' ', lines);
    }

    static string Text(StoredRecord record) => Encoding.UTF8.GetString(record.Line.Span);
}
