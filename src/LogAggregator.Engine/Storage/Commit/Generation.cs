using System;
using System.Collections.Generic;
using System.Threading;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Storage.Active;
using LogAggregator.Engine.Storage.Sources;
using LogAggregator.Engine.Storage.Wal;

namespace LogAggregator.Engine.Storage.Commit;

/// <summary>
/// The rows between two cuts: in memory, and in the WAL of the same number, until the segment of that number holds
/// them. One thread applies batches.
/// </summary>
sealed class Generation(ulong number)
{
    readonly Lock _lock = new();
    List<CommitRequest>? _waiting = [];

    public ulong Number => number;

    /// <summary>Null while it could not be made: then nothing is appended.</summary>
    public WalFile? Wal { get; set; }

    public ActiveRows Rows { get; } = new();

    public TotalsTable Totals { get; } = new();

    public ulong LastSequence { get; private set; }

    /// <summary>When its first and last record arrived, ns since the Unix epoch; 0 while there is none.</summary>
    public long FirstArrivalNs { get; private set; }

    public long LastArrivalNs { get; private set; }

    public bool IsEmpty => LastSequence == 0;

    /// <summary>Makes the rows of a written batch searchable.</summary>
    /// <param name="batch">The rows.</param>
    /// <param name="firstSequence">Of the first row.</param>
    /// <param name="sources">The number in the store of each of the batch's sources.</param>
    /// <param name="arrivalNs">When it was written.</param>
    /// <param name="lines">Gets the lines where they stay: they keep up to 1 MiB in memory each, as long as they are referred to.</param>
    public void Apply(RecordBatch batch, ulong firstSequence, List<int> sources, long arrivalNs, List<ReadOnlyMemory<byte>> lines)
    {
        lines.Clear();
        if (batch.Count == 0) return;
        using (Totals.Enter())
        {
            var sequence = firstSequence;
            foreach (ref readonly var row in batch.Rows)
            {
                var source = sources[row.SourceNumber];
                lines.Add(Rows.Add(row, sequence++, source, batch.Bytes.Slice(row.Start, row.Length)));
                Totals[source].Add(row.TimestampNs, row.Level, row.Length);
            }
        }

        if (IsEmpty) FirstArrivalNs = arrivalNs;
        LastArrivalNs = Math.Max(LastArrivalNs, arrivalNs);
        LastSequence = firstSequence + (ulong)batch.Count - 1;
        Rows.Publish();
    }

    /// <summary>The WAL cannot be synced: the request completes when the rows are durable in a segment.</summary>
    public void CompleteWhenSealed(CommitRequest request)
    {
        lock (_lock)
        {
            if (_waiting is not null)
            {
                _waiting.Add(request);
                return;
            }
        }

        request.Complete();
    }

    public void OnSealed()
    {
        foreach (var request in TakeWaiting()) request.Complete();
    }

    /// <summary>The store closes before that.</summary>
    public void OnAbandoned(Exception error)
    {
        foreach (var request in TakeWaiting()) request.Fail(error);
    }

    List<CommitRequest> TakeWaiting()
    {
        lock (_lock)
        {
            var waiting = _waiting ?? [];
            _waiting = null;
            return waiting;
        }
    }
}
