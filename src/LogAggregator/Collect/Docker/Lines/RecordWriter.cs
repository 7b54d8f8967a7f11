using System;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Parsing;
using LogAggregator.Metrics;

namespace LogAggregator.Collect.Docker.Lines;

/// <summary>Parses complete records and puts them into a batch. Lent to one container at a time, for one turn.</summary>
sealed class RecordWriter(ServiceMetrics metrics)
{
    readonly LineParser _parser = new();
    byte[] _line = new byte[4096];
    int _lifecycleRecords;

    public RecordBatch Batch { get; } = new();

    /// <summary>Of the records in the batch.</summary>
    public ParseMisses Misses { get; private set; }

    /// <summary>Records in the batch but those of starts and stops.</summary>
    public int Collected => Batch.Count - _lifecycleRecords;

    /// <summary>Sources of the container at work.</summary>
    public SourceTable? Sources { get; set; }

    /// <param name="stream">Where it was printed.</param>
    /// <param name="observedNs">Docker's time.</param>
    /// <param name="flags">What is special about the bytes.</param>
    /// <param name="line">The record's bytes.</param>
    public void Write(OutputStream stream, long observedNs, RecordFlags flags, ReadOnlySpan<byte> line)
    {
        if (line.Length > _line.Length) _line = new byte[Math.Max(line.Length, _line.Length * 2)];
        line.CopyTo(_line);
        var parsed = _parser.Parse(_line.AsMemory(0, line.Length));
        Misses += ParseMisses.Of(parsed, line);
        Batch.Add(
            Sources!.Of(stream, parsed.Service.Span),
            EventTime.Choose(parsed.TimestampNs, observedNs),
            observedNs,
            parsed.Level ?? Level.Info,
            flags,
            line);
    }

    /// <param name="record">What happened.</param>
    /// <param name="rowNs">Time of the record.</param>
    /// <param name="sources">Of the container as it is now, which may have another name than the lines at work.</param>
    public void Write(LifecycleRecord record, long rowNs, SourceTable sources)
    {
        record.AddTo(Batch, sources, rowNs);
        _lifecycleRecords++;
    }

    /// <summary>Bytes beyond the limit of a line that were dropped.</summary>
    public void CountDropped(long bytes)
    {
        if (bytes > 0) metrics.LineBytesDropped.Add(bytes);
    }

    public void Clear()
    {
        Batch.Clear();
        Misses = default;
        _lifecycleRecords = 0;
        Sources = null;
        if (_line.Length > 64 * 1024) _line = new byte[4096];
    }
}
