using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Query;
using LogAggregator.Engine.Query.Ast;
using LogAggregator.Engine.Query.Execution;
using LogAggregator.Engine.Query.Pipes;

namespace LogAggregator.Engine;

/// <summary>
/// Keeps everything in memory and looks at every record for each search: plain enough to be what other stores are
/// compared with. Forgets all when it goes.
/// </summary>
/// <param name="onAppended">Called under the lock that appending takes.</param>
public sealed class MemoryLogStore(AppendedHandler? onAppended = null) : ILogStore
{
    /// <summary>Guards everything below, and the order of calls to <c>onAppended</c>.</summary>
    readonly Lock _lock = new();
    readonly List<StoredRecord> _records = [];
    readonly Dictionary<string, byte[]> _positions = [];
    readonly Dictionary<LogSource, LogSource> _sources = [];

    public ulong LastSequence
    {
        get
        {
            lock (_lock) return (ulong)_records.Count;
        }
    }

    public IReadOnlyDictionary<string, byte[]> Positions
    {
        get
        {
            lock (_lock) return new Dictionary<string, byte[]>(_positions);
        }
    }

    public StoreStatistics Statistics
    {
        get
        {
            var records = Snapshot();
            return new StoreStatistics(
                records.Length,
                records.Sum(r => (long)r.Line.Length),
                DiskBytes: 0,
                Segments: 0,
                DamagedBlocks: 0,
                records.Select(r => r.Id.TimestampNs).DefaultIfEmpty().Min(),
                records.Select(r => r.Id.TimestampNs).DefaultIfEmpty().Max(),
                Full: false);
        }
    }

    public IReadOnlyList<SourceStatistics> Sources => [.. Snapshot().GroupBy(r => r.Source).Select(TotalsOf)];

    public ValueTask AppendAsync(RecordBatch batch, Durability durability, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            var first = _records.Count;
            var bytes = batch.Bytes.ToArray();
            foreach (var row in batch.Rows) _records.Add(RecordOf(row, bytes));
            foreach (var (key, position) in batch.Positions) SetPosition(key, position);
            if (batch.Count > 0) onAppended?.Invoke(() => _records.GetRange(first, batch.Count));
        }

        return ValueTask.CompletedTask;
    }

    public IAsyncEnumerable<StoredRecord> SearchAsync(LogSearch search, CancellationToken cancellationToken) =>
        Search(Snapshot(), search).ToAsyncEnumerable();

    public ValueTask QueryAsync(Filter filter, IReadOnlyList<QueryRun> runs, CancellationToken cancellationToken)
    {
        var open = runs.ToList();
        foreach (var record in Search(Snapshot(), new LogSearch(filter, SearchOrder.NewestFirst)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            open.RemoveAll(run => !run.Add(record));
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<StoredRecord?> FindAsync(RecordId id, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Snapshot().FirstOrDefault(r => r.Id == id));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    static IEnumerable<StoredRecord> Search(StoredRecord[] records, LogSearch search)
    {
        var evaluator = new FilterEvaluator(search.Filter);
        var comparison = ComparisonOf(search.Order);
        var found = records.Where(r => IsAfter(r.Id, search) && evaluator.Matches(r)).ToList();
        found.Sort(comparison);
        return found.Take((int)Math.Min(search.Limit, int.MaxValue));
    }

    static Comparison<StoredRecord> ComparisonOf(SearchOrder order) => order switch
    {
        SearchOrder.NewestFirst => (x, y) => y.Id.CompareTo(x.Id),
        SearchOrder.OldestFirst => (x, y) => x.Id.CompareTo(y.Id),
        SearchOrder.Arrival => (x, y) => x.Id.Sequence.CompareTo(y.Id.Sequence),
        SearchOrder.Observed => (x, y) => (x.ObservedNs, x.Id.Sequence).CompareTo((y.ObservedNs, y.Id.Sequence)),
        _ => throw new ArgumentOutOfRangeException(nameof(order)),
    };

    static bool IsAfter(RecordId id, LogSearch search) => search.After is not { } after || search.Order switch
    {
        SearchOrder.NewestFirst => id < after,
        SearchOrder.OldestFirst => id > after,
        SearchOrder.Arrival => id.Sequence > after.Sequence,
        _ => throw new ArgumentException("An id gives no place in this order.", nameof(search)),
    };

    static SourceStatistics TotalsOf(IGrouping<LogSource, StoredRecord> records) => new(
        records.Key,
        records.Count(),
        records.Sum(r => (long)r.Line.Length),
        records.Count(r => r.Level >= Level.Error),
        records.Min(r => r.Id.TimestampNs),
        records.Max(r => r.Id.TimestampNs));

    StoredRecord RecordOf(RecordBatch.Row row, byte[] bytes)
    {
        if (!_sources.TryGetValue(row.Source, out var source)) _sources.Add(row.Source, source = row.Source);
        var id = new RecordId(row.TimestampNs, (ulong)_records.Count + 1);
        return new StoredRecord(id, row.ObservedNs, row.Level, row.Flags, source, bytes.AsMemory(row.Start, row.Length));
    }

    void SetPosition(string key, byte[]? position)
    {
        if (position is null) _positions.Remove(key);
        else _positions[key] = position;
    }

    StoredRecord[] Snapshot()
    {
        lock (_lock) return [.. _records];
    }
}
