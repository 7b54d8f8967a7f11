using System;
using System.Linq;
using System.Threading;

using LogAggregator.Engine.Storage.Columns;
using LogAggregator.Engine.Storage.Outlines;

namespace LogAggregator.Engine.Storage.Blocks;

/// <summary>
/// A block opened for reading. What its rows have is decoded when it is first asked for. May be used by several threads.
/// </summary>
sealed class ColumnBlock
{
    const int FirstColumnChunk = 2;

    readonly Func<int, ReadOnlyMemory<byte>> _chunk;
    readonly Func<BlockOutline> _outline;
    readonly BlockLayout _layout;
    readonly Column?[] _columns;
    readonly BlockRows _rows;
    readonly RowRanks?[] _ranks;
    RowSet[]? _rowsOfShape;

    /// <param name="chunk">Gives a chunk by its number, its checksum checked.</param>
    /// <param name="sources">How many sources the segment has.</param>
    /// <param name="outline">Gives what the columns hold, as far as that is known without reading them.</param>
    /// <exception cref="CorruptBlockException">
    /// Not what <see cref="ColumnBlockWriter"/> writes; all members may throw it, since they decode when first asked.
    /// </exception>
    public ColumnBlock(Func<int, ReadOnlyMemory<byte>> chunk, int sources, Func<BlockOutline> outline)
    {
        _chunk = chunk;
        _outline = outline;
        _layout = BlockLayout.Decode(chunk(BlockLayout.Chunk));
        _rows = new BlockRows(chunk(0), sources, Shapes.Length);
        _columns = new Column?[Keys.Length];
        _ranks = new RowRanks?[Keys.Length];
    }

    /// <summary>More rows than any block has.</summary>
    public const int MaxRows = 1 << 20;

    public int Count => _rows.Count;

    public long[] Sequences => _rows.Sequences;

    public long[] TimestampsNs => _rows.TimestampsNs;

    public long[] ObservedNs => _rows.ObservedNs;

    public int[] Levels => _rows.Levels;

    public int[] Flags => _rows.Flags;

    public int[] Sources => _rows.Sources;

    /// <summary>What each column holds; the first two hold whole lines, the third the messages of plain ones.</summary>
    public ReadOnlySpan<ColumnKey> Keys => _layout.Keys;

    /// <summary>The layouts of lines.</summary>
    public ReadOnlySpan<Shape> Shapes => _layout.Shapes;

    public BlockLayout Layout => _layout;

    public BlockOutline Outline => _outline();

    /// <summary>Number of each row's layout.</summary>
    public ReadOnlySpan<int> ShapeOfRow => _rows.Shapes;

    /// <summary>The rows that have the column: the n-th of them has its n-th value.</summary>
    public RowRanks RowsOf(int column)
    {
        if (Volatile.Read(ref _ranks[column]) is { } known) return known;
        var rows = new RowSet(Count);
        for (var shape = 0; shape < Shapes.Length; shape++)
        {
            if (Shapes[shape].Columns.Contains(column)) rows.UnionWith(RowsOfShape(shape));
        }

        known = new RowRanks(rows);
        Volatile.Write(ref _ranks[column], known);
        return known;
    }

    /// <summary>The rows of that layout.</summary>
    public RowSet RowsOfShape(int shape)
    {
        if (Volatile.Read(ref _rowsOfShape) is { } known) return known[shape];
        known = new RowSet[Shapes.Length];
        for (var i = 0; i < known.Length; i++) known[i] = new RowSet(Count);
        var shapeOfRow = _rows.Shapes;
        for (var row = 0; row < shapeOfRow.Length; row++) known[shapeOfRow[row]].Add(row);
        Volatile.Write(ref _rowsOfShape, known);
        return known[shape];
    }

    public Column ColumnAt(int column)
    {
        if (Volatile.Read(ref _columns[column]) is { } decoded) return decoded;
        decoded = Decode(column);
        Volatile.Write(ref _columns[column], decoded);
        return decoded;
    }

    /// <summary>The column, not kept: for who looks once.</summary>
    public Column Decode(int column)
    {
        var ranks = RowsOf(column);
        return ranks.Count == 0 ? new ConstantColumn(0, default) : PathColumnCodec.Decode(new ChunkReader(_chunk(FirstColumnChunk + column)), ranks, _rows);
    }

    /// <summary>Appends the line, exactly as it was.</summary>
    public void AppendLine(int row, ValueList target)
    {
        var shape = Shapes[_rows.Shapes[row]];
        for (var i = 0; i < shape.Columns.Length; i++)
        {
            target.Append(shape.Literal(i));
            ColumnAt(shape.Columns[i]).AppendTo(RowsOf(shape.Columns[i]).RankOf(row), target);
        }

        target.Append(shape.Literal(shape.Columns.Length));
    }
}
