using System;
using System.Linq;
using LogAggregator.Engine.Storage.Blocks;
using LogAggregator.Engine.Storage.Columns;

namespace LogAggregator.Engine.Storage.Outlines;

/// <summary>
/// What is known of a block's texts without reading its columns: the templates with their counts, and what can stand in their holes. A
/// search that finds its text in none of them is done; one that finds it in a template's own words can count. The last chunk of a block.
/// </summary>
sealed class BlockOutline
{
    readonly ColumnOutline[] _columns;
    readonly int[] _rowsOfColumn;

    BlockOutline(BlockLayout layout, int[] rowsOfShape, ColumnOutline[] columns)
    {
        Layout = layout;
        RowsOfShape = rowsOfShape;
        _columns = columns;
        Rows = rowsOfShape.Sum();
        _rowsOfColumn = new int[layout.Keys.Length];
        for (var shape = 0; shape < rowsOfShape.Length; shape++)
        {
            foreach (var column in layout.Shapes[shape].Columns.Distinct()) _rowsOfColumn[column] += rowsOfShape[shape];
        }

        Size = 500 + columns.Sum(column => column.Forms.Sum(form => form.Size)) + layout.Shapes.Sum(shape => 200 + 2 * shape.Skeleton.Length) + layout.Keys.Sum(key => 64 + 2 * key.Path.Length);
    }

    /// <summary>Of a block whose outline is not there, or damaged.</summary>
    public static BlockOutline Unknown { get; } = new(new BlockLayout([], []), [], []);

    public bool IsKnown => _columns.Length > 0;

    public BlockLayout Layout { get; }

    /// <summary>How many lines each shape has.</summary>
    public int[] RowsOfShape { get; }

    /// <summary>How many rows the block has.</summary>
    public int Rows { get; }

    /// <summary>Bytes in memory, about.</summary>
    public long Size { get; }

    /// <summary>Of one column; null where nothing is known of it.</summary>
    public ColumnOutline? Of(int column) => IsKnown ? _columns[column] : null;

    /// <summary>How many rows have the column.</summary>
    public int RowsOf(int column) => _rowsOfColumn[column];

    /// <param name="block">The block.</param>
    /// <param name="columns">Of each of its columns.</param>
    public static BlockOutline Of(ColumnBlock block, ColumnOutline[] columns) =>
        new(block.Layout, [.. Enumerable.Range(0, block.Shapes.Length).Select(shape => block.RowsOfShape(shape).Size)], columns);

    public void Encode(ChunkWriter writer)
    {
        writer.WriteUnsigned((ulong)RowsOfShape.Length);
        foreach (var rows in RowsOfShape) writer.WriteUnsigned((ulong)rows);
        OutlineCodec.Encode(_columns.Select(column => column.Forms), writer);
    }

    /// <exception cref="CorruptBlockException">Not what <see cref="Encode"/> writes.</exception>
    public static BlockOutline Decode(ReadOnlyMemory<byte> chunk, BlockLayout layout)
    {
        var reader = new ChunkReader(chunk);
        var rowsOfShape = new int[reader.ReadCount(layout.Shapes.Length)];
        if (rowsOfShape.Length != layout.Shapes.Length) throw new CorruptBlockException("an outline is of other shapes");
        foreach (ref var rows in rowsOfShape.AsSpan()) rows = reader.ReadCount(ColumnBlock.MaxRows);
        return new BlockOutline(layout, rowsOfShape, OutlineCodec.Decode(reader, layout.Keys.Length));
    }
}
