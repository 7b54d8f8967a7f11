using System;
using System.Numerics;
using System.Runtime.Intrinsics.X86;
using System.Threading;
using LogAggregator.Engine.Storage.Columns;

namespace LogAggregator.Engine.Storage.Blocks;

/// <summary>Which rows of a block have a column, and the how-manieth of them a row is. Immutable; may be used by several threads.</summary>
sealed class RowRanks(RowSet rows)
{
    int[]? _before;

    /// <summary>The rows that have the column.</summary>
    public RowSet Rows => rows;

    /// <summary>How many they are.</summary>
    public int Count { get; } = rows.Size;

    public bool Has(int row) => rows[row];

    /// <summary>How many rows before this one have the column: the number of the row's value in it.</summary>
    public int RankOf(int row)
    {
        var word = row >> 6;
        return Before[word] + BitOperations.PopCount(rows.Words[word] & ((1UL << row) - 1));
    }

    /// <summary>As <see cref="RankOf"/>, where the row may also be the one behind the last.</summary>
    public int CountBefore(int row) => row < rows.Count ? RankOf(row) : Count;

    /// <summary>The rows that have the column, in order.</summary>
    public Span<int> ToRows(ReadBuffers buffers)
    {
        var list = buffers.RentInts(Count);
        var at = 0;
        foreach (var row in rows) list[at++] = row;
        return list.AsSpan(0, Count);
    }

    /// <summary>Adds the rows of these values of the column.</summary>
    public void AddRows(RowSet values, RowSet hits)
    {
        var first = 0;
        for (var word = 0; word < rows.Words.Length; word++)
        {
            var bits = rows.Words[word];
            if (bits == 0) continue;
            var count = BitOperations.PopCount(bits);
            var found = values.Take(first, count);
            if (found != 0) hits.Words[word] |= Deposit(found, bits);
            first += count;
        }
    }

    /// <summary>Spreads the lowest bits over the places that the mask has.</summary>
    static ulong Deposit(ulong bits, ulong mask)
    {
        if (Bmi2.X64.IsSupported) return Bmi2.X64.ParallelBitDeposit(bits, mask);
        var result = 0UL;
        for (; bits != 0; bits >>= 1, mask &= mask - 1)
        {
            if ((bits & 1) != 0) result |= mask & (0 - mask);
        }

        return result;
    }

    int[] Before
    {
        get
        {
            if (Volatile.Read(ref _before) is { } known) return known;
            known = new int[rows.Words.Length];
            for (var word = 1; word < known.Length; word++) known[word] = known[word - 1] + BitOperations.PopCount(rows.Words[word - 1]);
            Volatile.Write(ref _before, known);
            return known;
        }
    }
}
