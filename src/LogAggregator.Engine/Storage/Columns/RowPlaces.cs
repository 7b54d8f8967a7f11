using System;
using System.Buffers;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>Where the value of each row of a <see cref="TemplateColumn"/> stands.</summary>
/// <param name="Count">How many rows; the arrays may be longer.</param>
/// <param name="Numbers">Its template.</param>
/// <param name="Ordinals">How many rows of that template come before it.</param>
sealed record RowPlaces(int Count, int[] Numbers, int[] Ordinals)
{
    /// <param name="reader">At the planes of the numbers.</param>
    /// <param name="count">Rows.</param>
    /// <param name="rowsOfTemplate">How many rows each template has, those without one last.</param>
    public static RowPlaces Read(ChunkReader reader, int count, int[] rowsOfTemplate) =>
        Of(Planes.ReadSmall(reader, count, rowsOfTemplate.Length - 1), count, rowsOfTemplate, reader.Buffers);

    /// <param name="numbers">The template of each row, maybe more behind them; in range.</param>
    /// <param name="count">Rows.</param>
    /// <param name="rowsOfTemplate">How many rows each template has, those without one last.</param>
    /// <param name="buffers">For what is made.</param>
    public static RowPlaces Of(int[] numbers, int count, int[] rowsOfTemplate, ReadBuffers buffers)
    {
        var ordinals = buffers.RentInts(count);
        var rows = new int[rowsOfTemplate.Length];
        for (var i = 0; i < count; i++)
        {
            ordinals[i] = rows[numbers[i]]++;
            if (ordinals[i] == rowsOfTemplate[numbers[i]]) throw new CorruptBlockException("a row has no such template");
        }

        return new RowPlaces(count, numbers, ordinals);
    }

    /// <summary>The rows of each template, in order, those of the first template first.</summary>
    /// <param name="rowsOfTemplate">How many rows each template has.</param>
    /// <param name="rows">At least <see cref="Count"/>; gets them.</param>
    public void SortRows(ReadOnlySpan<int> rowsOfTemplate, Span<int> rows)
    {
        var starts = ArrayPool<int>.Shared.Rent(rowsOfTemplate.Length);
        var start = 0;
        for (var template = 0; template < rowsOfTemplate.Length; template++)
        {
            starts[template] = start;
            start += rowsOfTemplate[template];
        }

        for (var row = 0; row < Count; row++) rows[starts[Numbers[row]] + Ordinals[row]] = row;
        ArrayPool<int>.Shared.Return(starts);
    }
}
