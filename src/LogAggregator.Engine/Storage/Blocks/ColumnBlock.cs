using System;
using System.Linq;
using System.Threading;

using LogAggregator.Engine.Storage.Columns;
using LogAggregator.Engine.Storage.Outlines;

namespace LogAggregator.Engine.Storage.Blocks;

/// <summary>
/// A block opened for reading. All of it is read and decoded when it is first asked for: of a block whose outline is known a search
/// reads only the columns that it looks into. May be used by several threads.
/// </summary>
sealed class ColumnBlock : IBlockRows
{
    const int FirstColumnChunk = 2;

    readonly Func<int, ReadOnlyMemory<byte>> _chunk;
    readonly int _sources;
    readonly Column?[] _columns;
    readonly RowRanks?[] _ranks;
    BlockRows? _rows;
    RowSet[]? _rowsOfShape;

    /// <param name="chunk">Gives a chunk by its number, its checksum checked.</param>
    /// <param name="sources">How many sources the segment has.</param>
    /// <param name="outline">What the columns hold, as far as that is known without reading them.</param>
    /// <param name="buffers">For what is decoded.</param>
    /// <exception cref="CorruptBlockException">
    /// Not what <see cref="ColumnBlockWriter"/> writes; all members may throw it, since they decode when first asked.
    /// </exception>
    public ColumnBlock(Func<int, ReadOnlyMemory<byte>> chunk, int sources, BlockOutline outline, ReadBuffers buffers)
    {
        (_chunk, _sources, Buffers) = (chunk, sources, buffers);
        Outline = outline;
        Layout = outline.IsKnown ? outline.Layout : BlockLayout.Decode(chunk(BlockLayout.Chunk));
        _columns = new Column?[Keys.Length];
        _ranks = new RowRanks?[Keys.Length];
    }

    /// <summary>For what is made of the block as long as it is read.</summary>
    public ReadBuffers Buffers { get; }

    /// <summary>More rows than any block has.</summary>
    public const int MaxRows = 1 << 20;

    public int Count => Outline.IsKnown ? Outline.Rows : Rows.Count;

    public ReadOnlySpan<long> Sequences => Rows.Sequences;

    public ReadOnlySpan<long> TimestampsNs => Rows.TimestampsNs;

    public ReadOnlySpan<long> ObservedNs => Rows.ObservedNs;

    public ReadOnlySpan<int> Levels => Rows.Levels;

    public ReadOnlySpan<int> Flags => Rows.Flags;

    public ReadOnlySpan<int> Sources => Rows.Sources;

    /// <summary>What each column holds; the first two hold whole lines, the third the messages of plain ones.</summary>
    public ReadOnlySpan<ColumnKey> Keys => Layout.Keys;

    /// <summary>The layouts of lines.</summary>
    public ReadOnlySpan<Shape> Shapes => Layout.Shapes;

    public BlockLayout Layout { get; }

    /// <summary>What the columns hold, as far as that is known without reading them.</summary>
    public BlockOutline Outline { get; }

    /// <summary>Number of each row's layout.</summary>
    public ReadOnlySpan<int> ShapeOfRow => Rows.Shapes;

    BlockRows Rows
    {
        get
        {
            if (Volatile.Read(ref _rows) is { } known) return known;
            known = new BlockRows(_chunk(0), _sources, Shapes.Length, Buffers);
            if (Outline.IsKnown && Outline.Rows != known.Count) throw new CorruptBlockException("the outline is of more or fewer rows");
            Volatile.Write(ref _rows, known);
            return known;
        }
    }

    /// <summary>How many rows have the column.</summary>
    public int CountOf(int column) => Outline.IsKnown ? Outline.RowsOf(column) : RowsOf(column).Count;

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
        if (Outline.IsKnown && known.Count != Outline.RowsOf(column)) throw new CorruptBlockException("the outline is of other layouts");
        Volatile.Write(ref _ranks[column], known);
        return known;
    }

    /// <summary>A row has that layout.</summary>
    public bool HasShape(int shape) => Outline.IsKnown ? Outline.RowsOfShape[shape] > 0 : !RowsOfShape(shape).IsEmpty;

    /// <summary>The rows of that layout.</summary>
    public RowSet RowsOfShape(int shape)
    {
        if (Volatile.Read(ref _rowsOfShape) is { } known) return known[shape];
        known = new RowSet[Shapes.Length];
        for (var i = 0; i < known.Length; i++) known[i] = new RowSet(Count);
        var shapeOfRow = Rows.Shapes;
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
        var count = CountOf(column);
        return count == 0 ? new ConstantColumn(0, default) : PathColumnCodec.Decode(new ChunkReader(_chunk(FirstColumnChunk + column), Buffers), count, () => RowsOf(column), this);
    }

    /// <summary>Appends the line, exactly as it was.</summary>
    public void AppendLine(int row, ValueList target)
    {
        var shape = Shapes[Rows.Shapes[row]];
        for (var i = 0; i < shape.Columns.Length; i++)
        {
            target.Append(shape.Literal(i));
            ColumnAt(shape.Columns[i]).AppendTo(RowsOf(shape.Columns[i]).RankOf(row), target);
        }

        target.Append(shape.Literal(shape.Columns.Length));
    }
}
