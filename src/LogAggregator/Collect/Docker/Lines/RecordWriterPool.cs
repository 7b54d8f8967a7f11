using System.Collections.Concurrent;
using LogAggregator.Metrics;

namespace LogAggregator.Collect.Docker.Lines;

/// <summary>Writers for the containers that are at work now: hundreds of quiet ones share a few buffers.</summary>
sealed class RecordWriterPool(ServiceMetrics metrics)
{
    const int MaxIdle = 8;

    readonly ConcurrentBag<RecordWriter> _idle = [];

    public RecordWriter Rent(SourceTable sources)
    {
        var writer = _idle.TryTake(out var idle) ? idle : new RecordWriter(metrics);
        writer.Sources = sources;
        return writer;
    }

    public void Return(RecordWriter writer)
    {
        // A batch that has grown keeps its buffer for ever: let it go.
        var large = writer.Batch.LineBytes > 1024 * 1024;
        writer.Clear();
        if (!large && _idle.Count < MaxIdle) _idle.Add(writer);
    }
}
