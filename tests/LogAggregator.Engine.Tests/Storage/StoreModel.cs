using System;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Query;
using LogAggregator.Engine.Query.Ast;
using LogAggregator.Engine.Query.Pipes;
using LogAggregator.Engine.Storage.Files;
using Xunit;

namespace LogAggregator.Engine.Tests.Storage;

/// <summary>Does the same to an embedded store and to the plain one in memory, and compares what both find.</summary>
sealed class StoreModel(int seed, IStorageDirectory directory, EmbeddedStoreOptions? options = null)
{
    readonly RandomRecords _records = new(seed);
    readonly MemoryLogStore _expected = new();

    public int MaxSegments { get; private set; }

    /// <param name="batches">To append.</param>
    /// <param name="sealEvery">Seal after so many; 0 for never.</param>
    /// <param name="restartEvery">Close and open again after so many; 0 for never.</param>
    public async Task RunAsync(int batches, int sealEvery, int restartEvery)
    {
        var store = StoreFixture.Open(directory, options);
        for (var i = 1; i <= batches; i++)
        {
            var batch = _records.Batch();
            await store.AppendAsync(batch);
            await _expected.AppendAsync(batch, Durability.Written, TestContext.Current.CancellationToken);
            if (sealEvery > 0 && i % sealEvery == 0) await store.SealAsync();
            if (restartEvery > 0 && i % restartEvery == 0)
            {
                await store.DisposeAsync();
                store = StoreFixture.Open(directory, options);
            }

            MaxSegments = Math.Max(MaxSegments, store.Statistics.Segments);
            await CompareAsync(store, _records.Search(store.LastSequence));
            await CompareTableAsync(store, _records.Search(store.LastSequence).Filter, _records.Table());
            await ComparePrintedAsync(store, _records.Search(store.LastSequence).Filter, _records.Search(store.LastSequence).Order);
        }

        await CompareAllAsync(store);
        await store.DisposeAsync();
    }

    async Task CompareAllAsync(EmbeddedLogStore store)
    {
        foreach (var order in Enum.GetValues<SearchOrder>())
        {
            await CompareAsync(store, new LogSearch(AllRecords.Instance, order));
            await ComparePrintedAsync(store, AllRecords.Instance, order);
        }

        for (var i = 0; i < 40; i++) await CompareAsync(store, _records.Search(store.LastSequence));
        // The second time, what blocks say is known.
        for (var i = 0; i < 2; i++) await CompareTableAsync(store, AllRecords.Instance, new PatternsPipe());
        Assert.Equal(_expected.Positions.OrderBy(p => p.Key), store.Positions.OrderBy(p => p.Key));
        Assert.Equal(_expected.Sources.OrderBy(s => s.Source.ContainerName), store.Sources.OrderBy(s => s.Source.ContainerName));
        Assert.Equal(_expected.LastSequence, store.LastSequence);
        Assert.Equal(_expected.Statistics with { DiskBytes = 0, Segments = 0 }, store.Statistics with { DiskBytes = 0, Segments = 0 });
    }

    async Task CompareAsync(EmbeddedLogStore store, LogSearch search)
    {
        var expected = await _expected.ListAsync(search.Order, search.Filter, search.Limit, search.After);
        var found = await store.ListAsync(search.Order, search.Filter, search.Limit, search.After);
        Assert.True(
            expected.Select(Comparable).SequenceEqual(found.Select(Comparable)),
            $"seed {seed}: {search} gave {found.Count} records: {string.Join(' ', found.Select(r => r.Id))}; expected {expected.Count}: {string.Join(' ', expected.Select(r => r.Id))}");
    }

    async Task ComparePrintedAsync(EmbeddedLogStore store, Filter filter, SearchOrder order) =>
        Assert.Equal(await PrintedAsync(_expected, filter, order), await PrintedAsync(store, filter, order));

    static async Task<string> PrintedAsync(ILogStore store, Filter filter, SearchOrder order)
    {
        var printed = new StringBuilder();
        await foreach (var page in store.PrintAsync(filter, order, TestContext.Current.CancellationToken)) printed.Append(Encoding.Latin1.GetString(page.Span));
        return printed.ToString();
    }

    async Task CompareTableAsync(EmbeddedLogStore store, Filter filter, Pipe table) => Assert.True(
        await TableAsync(_expected, filter, table) == await TableAsync(store, filter, table), $"seed {seed}: {filter} | {table}:\n{await TableAsync(_expected, filter, table)}\n=\n{await TableAsync(store, filter, table)}");

    static async Task<string> TableAsync(ILogStore store, Filter filter, Pipe table)
    {
        var run = new QueryRun([table], new QueryLimits());
        await store.QueryAsync(filter, [run], TestContext.Current.CancellationToken);
        run.Complete();
        return string.Join('\n', run.TakeRows().Select(row => string.Join('|', row.Values)));
    }

    static object Comparable(StoredRecord record) =>
        (record.Id, record.ObservedNs, record.Level, record.Flags, record.Source, Convert.ToHexString(record.Line.Span));
}
