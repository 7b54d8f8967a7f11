using System;
using System.Buffers;

namespace LogAggregator.Engine.Storage.Blocks;

/// <summary>
/// The rows of a block by their sources: what one container prints is much alike, so levels and shapes in this order are long runs. Those of one source
/// stay in the order in which they arrived.
/// </summary>
static class RowOrder
{
    /// <param name="keys">Of each row, from 0.</param>
    /// <param name="rows">Gets the rows, those with the smallest key first.</param>
    public static void By(ReadOnlySpan<int> keys, Span<int> rows)
    {
        for (var row = 0; row < rows.Length; row++) rows[row] = row;
        Sort(keys, rows);
    }

    /// <summary>Sorts rows by another key; those that have the same keep their order.</summary>
    /// <param name="keys">Of each row, from 0.</param>
    /// <param name="rows">All of them.</param>
    public static void Sort(ReadOnlySpan<int> keys, Span<int> rows)
    {
        var greatest = 0;
        foreach (var key in keys) greatest = Math.Max(greatest, key);
        var (starts, unsorted) = (ArrayPool<int>.Shared.Rent(greatest + 2), ArrayPool<int>.Shared.Rent(rows.Length));
        starts.AsSpan(0, greatest + 2).Clear();
        foreach (var key in keys) starts[key + 1]++;
        for (var key = 0; key < greatest; key++) starts[key + 1] += starts[key];
        rows.CopyTo(unsorted);
        foreach (var row in unsorted.AsSpan(0, rows.Length)) rows[starts[keys[row]]++] = row;
        ArrayPool<int>.Shared.Return(starts);
        ArrayPool<int>.Shared.Return(unsorted);
    }
}
