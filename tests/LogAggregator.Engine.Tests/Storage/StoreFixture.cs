using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Query;
using LogAggregator.Engine.Query.Ast;
using LogAggregator.Engine.Storage.Files;
using LogAggregator.Engine.Storage.Sealing;
using Xunit;

namespace LogAggregator.Engine.Tests.Storage;

/// <summary>What most tests of the store need: small limits, short ways to add and to list.</summary>
static class StoreFixture
{
    /// <summary>No back-off and no maintenance but what a test asks for.</summary>
    public static EmbeddedStoreOptions Options => new()
    {
        Directory = "unused",
        SyncInterval = TimeSpan.Zero,
        MaintenanceInterval = Timeout.InfiniteTimeSpan,
        // A century: the golden store is never too old to stay as it is.
        MaxActiveAge = TimeSpan.FromDays(36_500),
        MaxRecentRecords = 20,
        MinFreeDiskBytes = 0,
        BlockLimits = new BlockLimits(400, 20),
        SealBackOff = TimeSpan.FromMilliseconds(1),
        Compacts = false,
    };

    /// <summary>Segments are made one as soon as there are four.</summary>
    public static EmbeddedStoreOptions Compacting => Options with { Compacts = true, Rest = TimeSpan.Zero };

    public static LogSource Source(int number) =>
        LogSource.Empty with { ContainerName = $"container-{number}", Service = $"container-{number}", Stream = OutputStream.Stdout };

    public static EmbeddedLogStore Open(IStorageDirectory directory, EmbeddedStoreOptions? options = null, ConcurrentQueue<StoreEvent>? events = null) =>
        EmbeddedLogStore.Open(directory, options ?? Options, TimeProvider.System, onEvent: events is null ? null : events.Enqueue);

    public static RecordBatch Batch(params (long TimestampNs, string Line)[] rows)
    {
        var batch = new RecordBatch();
        foreach (var (timestamp, line) in rows) batch.Add(Source(1), timestamp, timestamp, Level.Info, RecordFlags.None, Encoding.UTF8.GetBytes(line));
        return batch;
    }

    public static ValueTask AppendAsync(this EmbeddedLogStore store, RecordBatch batch) =>
        store.AppendAsync(batch, Durability.Written, TestContext.Current.CancellationToken);

    public static ValueTask AppendDurableAsync(this EmbeddedLogStore store, RecordBatch batch) =>
        store.AppendAsync(batch, Durability.Durable, TestContext.Current.CancellationToken);

    public static async Task<List<StoredRecord>> ListAsync(this ILogStore store, SearchOrder order = SearchOrder.Arrival, Filter? filter = null, long limit = long.MaxValue, RecordId? after = null)
    {
        var found = new List<StoredRecord>();
        await foreach (var record in store.SearchAsync(new LogSearch(filter ?? AllRecords.Instance, order, limit, after), TestContext.Current.CancellationToken))
            found.Add(record);
        return found;
    }

    public static async Task<List<string>> LinesAsync(this ILogStore store, SearchOrder order = SearchOrder.Arrival, Filter? filter = null) =>
        (await store.ListAsync(order, filter)).ConvertAll(record => Encoding.UTF8.GetString(record.Line.Span));
}
