using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using LogAggregator.Engine.Model;

using LogAggregator.Engine.Storage.Columns;

namespace LogAggregator.Engine.Storage.Blocks;

/// <summary>
/// Gathers the rows of one block in the order they arrived, then writes them as columns. One block at a time; used again after
/// <see cref="Clear"/>. Layout in docs/storage-format.md.
/// </summary>
sealed class ColumnBlockWriter(int compressionLevel)
{
    readonly List<long> _sequences = [];
    readonly List<long> _timestampsNs = [];
    readonly List<long> _observedNs = [];
    readonly List<int> _levels = [];
    readonly List<int> _flags = [];
    readonly List<int> _sources = [];
    readonly ChunkWriter _chunk = new(compressionLevel);
    LineColumns _lines = new();

    public int Count => _sequences.Count;

    /// <param name="sequence">Arrival number, greater than the one before.</param>
    /// <param name="timestampNs">Event time.</param>
    /// <param name="observedNs">Docker's time or that of arrival.</param>
    /// <param name="level">The row's level.</param>
    /// <param name="flags">What is special about the line.</param>
    /// <param name="source">Number of the source in the segment.</param>
    /// <param name="line">Copied.</param>
    public void Add(ulong sequence, long timestampNs, long observedNs, Level level, RecordFlags flags, int source, ReadOnlySpan<byte> line)
    {
        _sequences.Add((long)sequence);
        _timestampsNs.Add(timestampNs);
        _observedNs.Add(observedNs);
        _levels.Add((int)level);
        _flags.Add((int)flags);
        _sources.Add(source);
        _lines.Add(source, line);
    }

    /// <summary>The block's chunks, each with its place: rows first, then the columns.</summary>
    public void Write(BlockChunks target)
    {
        var rows = new BlockRows([.. _timestampsNs], [.. _levels], [.. _sources]);
        WriteRows();
        target.Add(_chunk.Written);
        WriteShapes();
        target.Add(_chunk.Written);
        foreach (var column in _lines.Columns)
        {
            _chunk.Clear();
            if (column.Rows.Count > 0) PathColumnCodec.Encode(column.Values, CollectionsMarshal.AsSpan(column.Rows), rows, _chunk);
            target.Add(_chunk.Written);
        }
    }

    public void Clear()
    {
        _sequences.Clear();
        _timestampsNs.Clear();
        _observedNs.Clear();
        _levels.Clear();
        _flags.Clear();
        _sources.Clear();
        _lines = new LineColumns();
    }

    void WriteRows()
    {
        _chunk.Clear();
        _chunk.WriteUnsigned((ulong)Count);
        Planes.Write(_chunk, CollectionsMarshal.AsSpan(_sequences));
        Planes.Write(_chunk, CollectionsMarshal.AsSpan(_timestampsNs));
        var sameTime = CollectionsMarshal.AsSpan(_observedNs).SequenceEqual(CollectionsMarshal.AsSpan(_timestampsNs));
        _chunk.WriteByte(sameTime ? (byte)0 : (byte)1);
        if (!sameTime) Planes.Write(_chunk, CollectionsMarshal.AsSpan(_observedNs));
        WriteSmall(_levels);
        WriteSmall(_flags);
        WriteSmall(_sources);
        WriteSmall(_lines.ShapeOfRow);
    }

    void WriteShapes()
    {
        _chunk.Clear();
        _chunk.WriteUnsigned((ulong)_lines.Columns.Count);
        foreach (var column in _lines.Columns)
        {
            _chunk.WriteByte(column.Key.IsQuoted ? (byte)1 : (byte)0);
            _chunk.WriteBytes(System.Text.Encoding.UTF8.GetBytes(column.Key.Path));
        }

        _chunk.WriteUnsigned((ulong)_lines.Shapes.Count);
        foreach (var shape in _lines.Shapes)
        {
            _chunk.WriteBytes(shape.Skeleton.Span);
            foreach (var column in shape.Columns) _chunk.WriteUnsigned((ulong)column);
        }
    }

    void WriteSmall(List<int> values)
    {
        var numbers = new long[values.Count];
        for (var i = 0; i < numbers.Length; i++) numbers[i] = values[i];
        Planes.Write(_chunk, numbers);
    }
}
