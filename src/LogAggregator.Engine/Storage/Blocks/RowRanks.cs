using System;
using System.Numerics;


namespace LogAggregator.Engine.Storage.Blocks;

/// <summary>Which rows of a block have a column, and the how-manieth of them a row is. Immutable.</summary>
sealed class RowRanks
{
    readonly ulong[] _bits;
    readonly int[] _before;

    /// <param name="shapeOfRow">The shape of each row.</param>
    /// <param name="hasColumn">Whether a shape has the column.</param>
    public RowRanks(ReadOnlySpan<int> shapeOfRow, ReadOnlySpan<bool> hasColumn)
    {
        _bits = new ulong[(shapeOfRow.Length + 63) / 64];
        _before = new int[_bits.Length];
        for (var row = 0; row < shapeOfRow.Length; row++)
        {
            if (hasColumn[shapeOfRow[row]]) _bits[row >> 6] |= 1UL << row;
        }

        for (var word = 0; word < _bits.Length; word++)
        {
            _before[word] = Count;
            Count += BitOperations.PopCount(_bits[word]);
        }
    }

    /// <summary>Rows that have the column.</summary>
    public int Count { get; }

    public bool Has(int row) => (_bits[row >> 6] >> row & 1) != 0;

    /// <summary>How many rows before this one have the column: the number of the row's value in it.</summary>
    public int RankOf(int row) => _before[row >> 6] + BitOperations.PopCount(_bits[row >> 6] & ((1UL << row) - 1));

    /// <summary>The rows that have the column, in order.</summary>
    public int[] ToRows()
    {
        var rows = new int[Count];
        var at = 0;
        for (var word = 0; word < _bits.Length; word++)
        {
            for (var bits = _bits[word]; bits != 0; bits &= bits - 1)
                rows[at++] = (word << 6) + BitOperations.TrailingZeroCount(bits);
        }

        return rows;
    }
}
