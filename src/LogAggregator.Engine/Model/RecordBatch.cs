using System;
using System.Buffers;
using System.Collections.Generic;
using System.Runtime.InteropServices;

namespace LogAggregator.Engine.Model;

/// <summary>
/// Records on their way into the store, and the collector positions that they advance: both are written together or
/// not at all. Filled by one thread, then handed over; the store is done with it when the append's task completes,
/// and then it can be cleared and used again.
/// </summary>
public sealed class RecordBatch
{
    readonly ArrayBufferWriter<byte> _bytes = new(16 * 1024);
    readonly List<Row> _rows = [];
    readonly List<LogSource> _sources = [];
    readonly Dictionary<LogSource, int> _numberOfSource = new(ReferenceEqualityComparer.Instance);
    readonly Dictionary<string, byte[]?> _positions = [];

    public int Count => _rows.Count;

    /// <summary>Bytes of all lines.</summary>
    public int LineBytes => _bytes.WrittenCount;

    public bool IsEmpty => _rows.Count == 0 && _positions.Count == 0;

    /// <summary>Holds until the batch changes.</summary>
    public ReadOnlySpan<Row> Rows => CollectionsMarshal.AsSpan(_rows);

    /// <summary>Where its records came from, each object once; a row has its number.</summary>
    public IReadOnlyList<LogSource> Sources => _sources;

    /// <summary>Positions set (bytes) or removed (null) by this batch, by key. The store does not read the bytes.</summary>
    public IReadOnlyDictionary<string, byte[]?> Positions => _positions;

    public ReadOnlySpan<byte> Bytes => _bytes.WrittenSpan;

    public ReadOnlySpan<byte> LineAt(int index)
    {
        var row = _rows[index];
        return _bytes.WrittenSpan.Slice(row.Start, row.Length);
    }

    /// <param name="source">Where the record came from.</param>
    /// <param name="timestampNs">Event time; a negative one is stored as 0.</param>
    /// <param name="observedNs">Docker's time of the line, or the time of arrival.</param>
    /// <param name="level">From the line, else INFO.</param>
    /// <param name="flags">What is special about the bytes.</param>
    /// <param name="line">The bytes, copied.</param>
    public void Add(LogSource source, long timestampNs, long observedNs, Level level, RecordFlags flags, ReadOnlySpan<byte> line)
    {
        if (!_numberOfSource.TryGetValue(source, out var number))
        {
            _numberOfSource.Add(source, number = _sources.Count);
            _sources.Add(source);
        }

        _rows.Add(new Row(source, number, Math.Max(0, timestampNs), observedNs, level, flags, _bytes.WrittenCount, line.Length));
        _bytes.Write(line);
    }

    public void SetPosition(string key, byte[] position) => _positions[key] = position;

    public void RemovePosition(string key) => _positions[key] = null;

    public void Clear()
    {
        _bytes.ResetWrittenCount();
        _rows.Clear();
        _sources.Clear();
        _numberOfSource.Clear();
        _positions.Clear();
    }

    /// <summary>One record; its bytes are <see cref="Length"/> of the batch's bytes from <see cref="Start"/>.</summary>
    public readonly record struct Row(
        LogSource Source, int SourceNumber, long TimestampNs, long ObservedNs, Level Level, RecordFlags Flags, int Start, int Length);
}
