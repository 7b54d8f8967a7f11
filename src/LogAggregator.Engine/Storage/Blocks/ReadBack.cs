using System;
using System.Runtime.InteropServices;

using LogAggregator.Engine.Storage.Columns;

namespace LogAggregator.Engine.Storage.Blocks;

/// <summary>
/// Holds a block that was written against the lines it was made of. A line is its shape's literals with values between them, and was
/// taken apart by comparing just these literals with it. So where every row's shape, every shape, and for every column its rows and
/// their values come back, each line does: byte for byte, without putting one together.
/// </summary>
static class ReadBack
{
    /// <summary>Of each column so many values are also asked for one by one, as readers do.</summary>
    const int Samples = 32;

    /// <param name="block">As it is read.</param>
    /// <param name="lines">What it was made of.</param>
    /// <exception cref="CorruptBlockException">A chunk cannot be read.</exception>
    public static bool IsExact(ColumnBlock block, LineColumns lines)
    {
        if (!block.ShapeOfRow.SequenceEqual(CollectionsMarshal.AsSpan(lines.ShapeOfRow)) || !ShapesAreEqual(block, lines)) return false;
        for (var i = 0; i < lines.Columns.Count; i++)
        {
            if (lines.Columns[i].Rows.Count > 0 && !IsExact(block, i, lines.Columns[i])) return false;
        }

        return true;
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

    static bool IsExact(ColumnBlock block, int number, PathColumn written)
    {
        var ranks = block.RowsOf(number);
        var rows = ranks.ToRows();
        if (!CollectionsMarshal.AsSpan(written.Rows).SequenceEqual(rows)) return false;
        var column = block.Decode(number);
        return column.Holds(written.Values) && SamplesAreExact(column, ranks, rows, written.Values);
    }

    static bool SamplesAreExact(Column column, RowRanks ranks, int[] rows, ValueList written)
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
