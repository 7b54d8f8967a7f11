using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Runtime.InteropServices;
using LogAggregator.Engine.Model;

using LogAggregator.Engine.Storage.Columns;
using LogAggregator.Engine.Storage.Outlines;
using LogAggregator.Engine.Storage.Tokens;

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
    /// <summary>The filter of tokens takes a fiftieth of the block, if it can; a small one is let be.</summary>
    const int TokensShare = 50;
    const int MinTokensBytes = 64;

    readonly ChunkWriter _chunk = new(compressionLevel);
    readonly BlockTokens _tokens = new();
    readonly TokenFilterBuilder _filters = new();
    readonly LineColumns _lines = new();
    readonly SpareLists _spare = new();
    readonly List<ReadOnlyMemory<byte>> _originals = [];

    public int Count => _sequences.Count;

    /// <summary>Tests put a fault of an encoder here.</summary>
    internal Action<BlockChunks>? Fault { get; init; }

    /// <param name="sequence">Arrival number, greater than the one before.</param>
    /// <param name="timestampNs">Event time.</param>
    /// <param name="observedNs">Docker's time or that of arrival.</param>
    /// <param name="level">The row's level.</param>
    /// <param name="flags">What is special about the line.</param>
    /// <param name="source">Number of the source in the segment.</param>
    /// <param name="line">Must stay as it is until <see cref="Clear"/>: what is written is held against it.</param>
    public void Add(ulong sequence, long timestampNs, long observedNs, Level level, RecordFlags flags, int source, ReadOnlyMemory<byte> line)
    {
        _originals.Add(line);
        _sequences.Add((long)sequence);
        _timestampsNs.Add(timestampNs);
        _observedNs.Add(observedNs);
        _levels.Add((int)level);
        _flags.Add((int)flags);
        _sources.Add(source);
        _lines.Add(line.Span);
    }

    /// <summary>
    /// The block's chunks, each with its place: rows first, then the columns. They are read back and compared (<see cref="ReadBack"/>);
    /// if one does not come back, the lines are written whole, and false says so.
    /// </summary>
    public bool Write(BlockChunks target)
    {
        WriteChunks(target);
        Fault?.Invoke(target);
        using var buffers = new ReadBuffers();
        var outline = ReadAgain(target, buffers);
        var isExact = outline is not null;
        if (!isExact)
        {
            target.Clear();
            _lines.Clear(keepsWhole: true);
            foreach (var line in _originals) _lines.Add(line.Span);
            WriteChunks(target);
            outline = ReadAgain(target, buffers);
        }

        WriteOutline(outline ?? throw new UnreachableException("a block of whole lines does not come back"), target);
        return isExact;
    }

    /// <summary>Rows by level and time, for the directory.</summary>
    public BlockSteps CountSteps() => BlockSteps.Of(CollectionsMarshal.AsSpan(_timestampsNs), CollectionsMarshal.AsSpan(_levels));

    void WriteChunks(BlockChunks target)
    {
        var rows = new GatheredRows(_timestampsNs, _levels, _sources);
        _tokens.Begin(_lines);
        WriteRows();
        target.Add(_chunk.Written);
        WriteShapes();
        target.Add(_chunk.Written);
        foreach (var column in _lines.Columns)
        {
            _chunk.Clear();
            _chunk.Texts = _tokens.Observe(column);
            if (column.Rows.Count > 0) Encode(column, rows);
            _chunk.Texts = null;
            target.Add(_chunk.Written);
        }

        WriteTokens(target);
    }

    void WriteTokens(BlockChunks target)
    {
        _chunk.Clear();
        _filters.Build(_tokens.Distinct(), Math.Max(MinTokensBytes, target.Bytes.Length / TokensShare)).Encode(_chunk);
        target.Add(_chunk.Written);
    }

    void Encode(PathColumn column, GatheredRows rows)
    {
        if (_lines.KeepsWhole) TextColumn.Encode(column.Values, _chunk);
        else PathColumnCodec.Encode(column.Values, column.Rows, rows, _chunk);
    }

    /// <summary>What was written, read and held against what it was made of; null if it is not the same.</summary>
    BlockOutline? ReadAgain(BlockChunks written, ReadBuffers buffers)
    {
        try
        {
            var block = new ColumnBlock(written.ChunkAt, int.MaxValue, BlockOutline.Unknown, buffers);
            return RowsComeBack(block) ? ReadBack.OutlineOf(block, _lines, _spare) : null;
        }
        catch (CorruptBlockException)
        {
            // What an encoder wrote and no decoder reads: the caller counts it.
            return null;
        }
    }

    void WriteOutline(BlockOutline outline, BlockChunks target)
    {
        _chunk.Clear();
        outline.Encode(_chunk);
        target.Add(_chunk.Written);
    }

    bool RowsComeBack(ColumnBlock block) =>
        CollectionsMarshal.AsSpan(_sequences).SequenceEqual(block.Sequences)
        && CollectionsMarshal.AsSpan(_timestampsNs).SequenceEqual(block.TimestampsNs)
        && CollectionsMarshal.AsSpan(_observedNs).SequenceEqual(block.ObservedNs)
        && CollectionsMarshal.AsSpan(_levels).SequenceEqual(block.Levels)
        && CollectionsMarshal.AsSpan(_flags).SequenceEqual(block.Flags)
        && CollectionsMarshal.AsSpan(_sources).SequenceEqual(block.Sources);

    public void Clear()
    {
        _sequences.Clear();
        _timestampsNs.Clear();
        _observedNs.Clear();
        _levels.Clear();
        _flags.Clear();
        _sources.Clear();
        _lines.Clear();
        _originals.Clear();
    }

    void WriteRows()
    {
        _chunk.Clear();
        RowsEncoder.EncodeTimes(CollectionsMarshal.AsSpan(_sequences), CollectionsMarshal.AsSpan(_timestampsNs), CollectionsMarshal.AsSpan(_observedNs), _chunk);
        RowsEncoder.EncodeKinds(CollectionsMarshal.AsSpan(_levels), CollectionsMarshal.AsSpan(_flags), CollectionsMarshal.AsSpan(_sources), CollectionsMarshal.AsSpan(_lines.ShapeOfRow), _chunk);
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
}
