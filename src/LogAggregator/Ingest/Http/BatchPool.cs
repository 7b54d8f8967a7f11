using System.Collections.Concurrent;
using LogAggregator.Engine.Model;

namespace LogAggregator.Ingest.Http;

/// <summary>Batches used again, so that a steady stream of posts makes no garbage of them.</summary>
sealed class BatchPool
{
    /// <summary>Larger ones are left to the garbage collector: one huge post must not hold its memory for ever.</summary>
    const int MaxKeptBytes = 1024 * 1024;

    const int MaxKept = 16;

    readonly ConcurrentBag<RecordBatch> _batches = [];

    public RecordBatch Rent() => _batches.TryTake(out var batch) ? batch : new RecordBatch();

    public void Return(RecordBatch batch)
    {
        if (batch.LineBytes > MaxKeptBytes || _batches.Count >= MaxKept) return;
        batch.Clear();
        _batches.Add(batch);
    }
}
