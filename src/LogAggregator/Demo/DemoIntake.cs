using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Collect.Docker.Lines;
using LogAggregator.Engine;
using LogAggregator.Engine.Model;
using LogAggregator.Metrics;
using LogAggregator.Pipeline;

namespace LogAggregator.Demo;

/// <summary>
/// From prints to stored records, by the same steps as the lines of real containers: messages of 16 KiB, lines, records of one or more lines, batches.
/// One loop uses it.
/// </summary>
sealed class DemoIntake(IngestPipeline pipeline, ServiceMetrics metrics)
{
    /// <summary>As much as one turn of a container's collector may have.</summary>
    const int MaxBatchRecords = 2_000;
    const int MaxBatchBytes = 1024 * 1024;

    readonly RecordWriter _writer = new(metrics);
    readonly Dictionary<DemoContainer, SourceTable> _sources = DemoContainers.All.ToDictionary(container => container, container => new SourceTable(container.Identity));
    readonly StreamRecords[] _streams = [new(OutputStream.None), new(OutputStream.Stdout), new(OutputStream.Stderr)];
    long _messages;

    /// <summary>Time to commit.</summary>
    public bool IsFull => _writer.Batch.Count >= MaxBatchRecords || _writer.Batch.LineBytes >= MaxBatchBytes;

    /// <summary>Something was taken that is not committed.</summary>
    public bool HasTaken => !_writer.Batch.IsEmpty;

    public void Take(DemoPrint print)
    {
        _writer.Sources = _sources[print.Container];
        if (print.Gap is { } gap) AddGap(gap);
        else if (print.Lifecycle is { } lifecycle) _writer.Write(lifecycle, lifecycle.TimeNs, _writer.Sources);
        else AddLines(_streams[(int)print.Stream], print);
    }

    /// <summary>A mark that is stored with what was taken.</summary>
    public void Mark(string key, byte[] value) => _writer.Batch.SetPosition(key, value);

    /// <summary>What was taken is stored when it completes; after an exception of the store, try again.</summary>
    public async ValueTask CommitAsync(CancellationToken cancellationToken)
    {
        await pipeline.IngestAsync(_writer.Batch, Durability.Written, cancellationToken);
        metrics.RecordsCollected.Add(_writer.Collected);
        metrics.BrokenJsonCollected.Add(_writer.Misses.BrokenJson);
        metrics.BareLinesCollected.Add(_writer.Misses.Bare);
        _writer.Clear();
    }

    void AddGap(GapRecord gap)
    {
        gap.AddTo(_writer.Batch, _writer.Sources!);
        metrics.GapsFound.Increment();
    }

    void AddLines(StreamRecords stream, DemoPrint print)
    {
        ReadOnlySpan<byte> text = [.. print.Text, (byte)'\n'];
        while (!text.IsEmpty)
        {
            var length = Math.Min(text.IndexOf((byte)'\n') + 1, LineJoiner.PartBytes);
            stream.Add(text[..length], print.TimeNs, _messages++, _writer);
            text = text[length..];
        }

        stream.Flush(_writer);
    }
}
