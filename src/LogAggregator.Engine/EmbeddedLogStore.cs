using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Query;
using LogAggregator.Engine.Query.Execution;
using LogAggregator.Engine.Query.Pipes;
using LogAggregator.Engine.Storage;
using LogAggregator.Engine.Storage.Commit;
using LogAggregator.Engine.Storage.Compacting;
using LogAggregator.Engine.Storage.Files;
using LogAggregator.Engine.Storage.Opening;
using LogAggregator.Engine.Storage.Retention;
using LogAggregator.Engine.Storage.Scanning;
using LogAggregator.Engine.Storage.Sealing;
using LogAggregator.Engine.Storage.Segments;
using LogAggregator.Engine.Storage.State;
using LogAggregator.Engine.Storage.Wal;

namespace LogAggregator.Engine;

/// <summary>
/// Keeps records in one folder: a write-ahead log and immutable segments (docs/storage-format.md). Its loops run from
/// <see cref="Open(EmbeddedStoreOptions, TimeProvider, AppendedHandler, Action{StoreEvent})"/> to
/// <see cref="DisposeAsync"/>.
/// </summary>
public sealed class EmbeddedLogStore : ILogStore
{
    const int RowsBetweenYields = 1024;

    readonly StoreCore _core;
    readonly KnownTallies _tallies = new();
    readonly HelperCores _helpers;
    readonly ManifestFile _manifest;
    readonly IDisposable _lock;
    readonly SyncLoop _syncs;
    readonly CommitLoop _commits;
    readonly KeepLoop _keep;
    readonly Task _syncing;
    readonly Task _committing;
    readonly Task _keeping;
    int _disposed;

    EmbeddedLogStore(OpenedStore opened, IDisposable directoryLock, EmbeddedStoreOptions options, AppendedHandler? onAppended)
    {
        _core = opened.Core;
        _helpers = new HelperCores(options.HelperCores);
        _manifest = opened.Manifest;
        _lock = directoryLock;
        _syncs = new SyncLoop(options.SyncInterval, _core.Time, OnSyncFailed, OnFaulted);
        var retention = new RetentionRound(_core, _manifest, RetentionLimits.Of(options));
        _keep = new KeepLoop(_core, options, new Sealer(_core, _manifest, options.BlockLimits), new Compaction(_core, _manifest, options), retention, RequestCut);
        _commits = new CommitLoop(new Committer(_core, new Cutter(_core, _keep, options.MaxActiveBytes), _syncs, onAppended), OnFaulted);
        _syncing = Task.Run(_syncs.RunAsync);
        _keeping = Task.Run(_keep.RunAsync);
        _committing = Task.Run(_commits.RunAsync);
    }

    public ulong LastSequence => _core.LastSequence;

    public IReadOnlyDictionary<string, byte[]> Positions => _core.Positions;

    public StoreStatistics Statistics
    {
        get
        {
            var state = _core.State.Value;
            var sum = state.Totals().Sum();
            return new StoreStatistics(
                sum.Records,
                sum.LineBytes,
                _core.DiskBytes,
                state.Segments.Segments.Length,
                _core.DamagedBlocks,
                sum.Records == 0 ? 0 : sum.FirstTimestampNs,
                sum.Records == 0 ? 0 : sum.LastTimestampNs,
                _core.Full);
        }
    }

    public IReadOnlyList<SourceStatistics> Sources => [.. _core.State.Value.Totals().NonEmpty().Select(source => new SourceStatistics(
        _core.Sources[source.Source],
        source.Totals.Records,
        source.Totals.LineBytes,
        source.Totals.Errors,
        source.Totals.FirstTimestampNs,
        source.Totals.LastTimestampNs))];

    /// <summary>Opens the store in its folder, or makes a new one. Reads the footers of the segments, and the WAL.</summary>
    /// <param name="options">Where, and how.</param>
    /// <param name="time">The clock.</param>
    /// <param name="onAppended">Called by the one writer.</param>
    /// <param name="onEvent">Called by any thread with what the operator should know.</param>
    /// <exception cref="StoreInUseException">Another process has it open.</exception>
    /// <exception cref="StoreVersionException">A newer program wrote it.</exception>
    public static EmbeddedLogStore Open(
        EmbeddedStoreOptions options,
        TimeProvider time,
        AppendedHandler? onAppended = null,
        Action<StoreEvent>? onEvent = null) => Open(new DiskDirectory(options.Directory), options, time, onAppended, onEvent);

    internal static EmbeddedLogStore Open(
        IStorageDirectory directory,
        EmbeddedStoreOptions options,
        TimeProvider time,
        AppendedHandler? onAppended = null,
        Action<StoreEvent>? onEvent = null)
    {
        var directoryLock = directory.Lock();
        try
        {
            return new EmbeddedLogStore(StoreOpening.Open(directory, options.MaxRecentRecords, time, onEvent), directoryLock, options, onAppended);
        }
        catch
        {
            directoryLock.Dispose();
            throw;
        }
    }

    public async ValueTask AppendAsync(RecordBatch batch, Durability durability, CancellationToken cancellationToken)
    {
        if (batch.LineBytes > WalFrame.MaxPayloadLength / 2) throw new ArgumentException("The batch is larger than 128 MiB.", nameof(batch));
        if (WalPayload.MaxLengthOf(batch) > WalFrame.MaxPayloadLength) throw new ArgumentException("The batch takes more than 256 MiB with its rows and positions.", nameof(batch));
        if (batch.IsEmpty) return;
        var request = new CommitRequest(batch, durability);
        try
        {
            await _commits.Requests.WriteAsync(request, cancellationToken);
        }
        catch (System.Threading.Channels.ChannelClosedException closed)
        {
            if (closed.InnerException is { } fault) throw CommitLoop.Stopped(fault);
            throw new ObjectDisposedException(nameof(EmbeddedLogStore));
        }

        // Not cancelled from here on: the batch is in use until it is written.
        await request.Done;
    }

    public async IAsyncEnumerable<StoredRecord> SearchAsync(LogSearch search, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var scan = new StoreScan(_core, QueryOf(search), keepsNone: false, cancellationToken);
        for (long found = 0; found < search.Limit && scan.Rows.TryNext(out var record); found++)
        {
            yield return record;
            if (found % RowsBetweenYields == RowsBetweenYields - 1) await Task.Yield();
        }
    }

    public async IAsyncEnumerable<ReadOnlyMemory<byte>> PrintAsync(Query.Ast.Filter filter, SearchOrder order, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var scan = new StoreScan(_core, QueryOf(new LogSearch(filter, order)), keepsNone: true, cancellationToken);
        await using var printing = new PrintAhead(scan.Rows, cancellationToken);
        await foreach (var page in printing.PagesAsync()) yield return page;
    }

    public async ValueTask QueryAsync(Query.Ast.Filter filter, IReadOnlyList<QueryRun> runs, CancellationToken cancellationToken)
    {
        var feed = new StoreFeed(_core, () => new EvaluatorScanFilter(new FilterEvaluator(filter)), new QueryRunConsumer(runs, _tallies), _helpers);
        await feed.RunAsync(cancellationToken);
    }

    public async ValueTask<StoredRecord?> FindAsync(RecordId id, CancellationToken cancellationToken)
    {
        var before = id.TimestampNs == 0 && id.Sequence == 0 ? (RecordId?)null : new RecordId(id.TimestampNs, id.Sequence - 1);
        var filter = new Query.Ast.TimeRange(id.TimestampNs, id.TimestampNs + 1);
        await foreach (var record in SearchAsync(new LogSearch(filter, SearchOrder.OldestFirst, 1, before), cancellationToken))
            if (record.Id == id) return record;
        return null;
    }

    /// <summary>Commits everything that was given to it, and closes.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        _commits.Requests.TryComplete();
        await _committing;
        _syncs.Stop();
        await _syncing;
        _keep.Stop();
        await _keeping;
        _keep.Dispose();
        foreach (var generation in _core.State.Value.Generations)
        {
            generation.OnAbandoned(new IOException("The store was closed before it could make sure that the records are on the disk."));
            generation.Wal?.Dispose();
        }

        _lock.Dispose();
    }

    /// <summary>Seals what was appended before, now.</summary>
    internal async Task SealAsync()
    {
        await _keep.WaitUntilSealedAsync();
        var cut = new CommitRequest(null, Durability.Written);
        await _commits.Requests.WriteAsync(cut);
        await cut.Done;
        await _keep.WaitUntilSealedAsync();
    }

    /// <summary>Makes many segments one, if there are so many and the options say that it may be done.</summary>
    internal Task CompactAsync() => _keep.WaitForRoundAsync();

    /// <summary>Applies retention, now. For tests that let nothing else run at that time.</summary>
    internal void Maintain(EmbeddedStoreOptions options) => new RetentionRound(_core, _manifest, RetentionLimits.Of(options)).Run();

    void RequestCut() => _commits.Requests.TryWrite(new CommitRequest(null, Durability.Written));

    void OnSyncFailed(Generation generation, IOException error)
    {
        _core.Tell(Level.Error, $"The write-ahead log could not be made durable; its records are written to a segment instead: {error.Message}");
        RequestCut();
    }

    void OnFaulted(Exception error) => _core.Tell(Level.Critical, $"The store takes no more records until it is opened again: {error}");

    static ScanQuery QueryOf(LogSearch search)
    {
        var order = search.Order switch
        {
            SearchOrder.NewestFirst => ScanOrder.NewestFirst,
            SearchOrder.OldestFirst => ScanOrder.OldestFirst,
            SearchOrder.Arrival => ScanOrder.Arrival,
            SearchOrder.Observed when search.After is null => ScanOrder.Observed,
            _ => throw new ArgumentException("An id gives no place in this order.", nameof(search)),
        };
        return new ScanQuery(order, new EvaluatorScanFilter(new FilterEvaluator(search.Filter)), search.After is { } after ? SortKey.Of(order, after, 0) : null);
    }
}
