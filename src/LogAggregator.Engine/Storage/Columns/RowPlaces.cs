using System;

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
    public static RowPlaces Read(ChunkReader reader, int count, int[] rowsOfTemplate)
    {
        var numbers = Planes.ReadSmall(reader, count, rowsOfTemplate.Length - 1);
        var ordinals = reader.Buffers.RentInts(count);
        var rows = new int[rowsOfTemplate.Length];
        for (var i = 0; i < count; i++)
        {
            ordinals[i] = rows[numbers[i]]++;
            if (ordinals[i] == rowsOfTemplate[numbers[i]]) throw new CorruptBlockException("a row has no such template");
        }

        return new RowPlaces(count, numbers, ordinals);
    }

    /// <summary>The rows of each template, in order.</summary>
    public int[][] RowsByTemplate(int templates)
    {
        var counts = new int[templates];
        foreach (var number in Numbers.AsSpan(0, Count)) counts[number]++;
        var rows = Array.ConvertAll(counts, count => new int[count]);
        for (var row = 0; row < Count; row++) rows[Numbers[row]][Ordinals[row]] = row;
        return rows;
    }
}
