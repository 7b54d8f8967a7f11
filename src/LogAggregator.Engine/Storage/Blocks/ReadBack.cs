using System;
using System.Runtime.InteropServices;

using LogAggregator.Engine.Storage.Columns;
using LogAggregator.Engine.Storage.Outlines;

namespace LogAggregator.Engine.Storage.Blocks;

/// <summary>
/// Holds a block that was written against the lines it was made of. A line is its shape's literals with values between them, and was
/// taken apart by comparing just these literals with it. So where every row's shape, every shape, and for every column its rows and
/// their values come back, each line does: byte for byte, without putting one together. Every column is decoded for it, so the outline
/// is made on the way.
/// </summary>
static class ReadBack
{
    /// <summary>Of each column so many values are also asked for one by one, as readers do.</summary>
    const int Samples = 32;

    /// <summary>The block's outline; null if the block is not exact.</summary>
    /// <param name="block">As it is read.</param>
    /// <param name="lines">What it was made of.</param>
    /// <param name="spare">Memory for the values that are read.</param>
    /// <exception cref="CorruptBlockException">A chunk cannot be read.</exception>
    public static BlockOutline? OutlineOf(ColumnBlock block, LineColumns lines, SpareLists spare)
    {
        if (!block.ShapeOfRow.SequenceEqual(CollectionsMarshal.AsSpan(lines.ShapeOfRow)) || !ShapesAreEqual(block, lines)) return null;
        var columns = new ColumnOutline[lines.Columns.Count];
        for (var i = 0; i < columns.Length; i++)
        {
            var forms = new FormList();
            if (lines.Columns[i].Rows.Count > 0 && !TryOutline(block, i, lines.Columns[i], forms, spare)) return null;
            columns[i] = new ColumnOutline(forms.ToArray());
        }

        return BlockOutline.Of(block, columns);
    }

    static bool ShapesAreEqual(ColumnBlock block, LineColumns lines)
    {
        if (block.Keys.Length != lines.Columns.Count || block.Shapes.Length != lines.Shapes.Count) return false;
        for (var i = 0; i < block.Keys.Length; i++)
        {
            if (block.Keys[i] != lines.Columns[i].Key) return false;
        }

        for (var i = 0; i < block.Shapes.Length; i++)
        {
            var (read, written) = (block.Shapes[i], lines.Shapes[i]);
            if (!read.Skeleton.Span.SequenceEqual(written.Skeleton.Span) || !read.Columns.AsSpan().SequenceEqual(written.Columns)) return false;
        }

        return true;
    }

    /// <summary>False if the column is not exact.</summary>
    static bool TryOutline(ColumnBlock block, int number, PathColumn written, FormList forms, SpareLists spare)
    {
        var ranks = block.RowsOf(number);
        // Given back at once: those of all columns are a third of what reading a block takes.
        using var buffers = new ReadBuffers();
        var rows = ranks.ToRows(buffers);
        if (!CollectionsMarshal.AsSpan(written.Rows).SequenceEqual(rows)) return false;
        var column = block.Decode(number);
        if (!column.Holds(written.Values, spare) || !SamplesAreExact(column, ranks, rows, written.Values)) return false;
        // Times of plain text are not searched for text.
        if (!written.Key.IsTime) column.Outline(forms);
        return true;
    }

    static bool SamplesAreExact(Column column, RowRanks ranks, ReadOnlySpan<int> rows, ValueList written)
    {
        var value = new ValueList();
        for (var i = 0; i < rows.Length; i += Math.Max(1, rows.Length / Samples))
        {
            value.Clear();
            column.AppendTo(i, value);
            if (ranks.RankOf(rows[i]) != i || !value.Bytes.SequenceEqual(written[i])) return false;
        }

        return true;
    }
}
