using System;
using System.Numerics;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>A set of rows, a bit each.</summary>
sealed class RowSet(int count)
{
    readonly ulong[] _bits = new ulong[(count + 63) / 64];

    public int Count { get; } = count;

    /// <summary>64 rows each, the first in the lowest bit.</summary>
    public Span<ulong> Words => _bits;

    /// <summary>How many rows are in the set.</summary>
    public int Size
    {
        get
        {
            var size = 0;
            foreach (var bits in _bits) size += BitOperations.PopCount(bits);
            return size;
        }
    }

    public bool IsEmpty => !_bits.AsSpan().ContainsAnyExcept(0UL);

    public bool this[int row] => (_bits[row >> 6] >> row & 1) != 0;

    public void Add(int row) => _bits[row >> 6] |= 1UL << row;

    public void Remove(int row) => _bits[row >> 6] &= ~(1UL << row);

    public void AddAll()
    {
        _bits.AsSpan().Fill(ulong.MaxValue);
        if ((Count & 63) != 0) _bits[^1] = (1UL << Count) - 1;
    }

    /// <summary>The bits of so many rows (1 to 64), the first in the lowest bit.</summary>
    public ulong Take(int first, int count)
    {
        var bits = _bits[first >> 6] >> first;
        if ((first & 63) + count > 64) bits |= _bits[(first >> 6) + 1] << -first;
        return count == 64 ? bits : bits & ((1UL << count) - 1);
    }

    public void Clear() => _bits.AsSpan().Clear();

    public void UnionWith(RowSet other)
    {
        for (var i = 0; i < _bits.Length; i++) _bits[i] |= other._bits[i];
    }

    public void IntersectWith(RowSet other)
    {
        for (var i = 0; i < _bits.Length; i++) _bits[i] &= other._bits[i];
    }

    public void ExceptWith(RowSet other)
    {
        for (var i = 0; i < _bits.Length; i++) _bits[i] &= ~other._bits[i];
    }

    /// <summary>The rows that are not in the set.</summary>
    public static RowSet Complement(RowSet set)
    {
        var complement = new RowSet(set.Count);
        complement.AddAll();
        complement.ExceptWith(set);
        return complement;
    }

    /// <summary>The rows of the set, the smallest first.</summary>
    public Enumerator GetEnumerator() => new(_bits);

    /// <summary>The first row of the set at or after <paramref name="row"/>, -1 if there is none.</summary>
    public int Next(int row)
    {
        for (var word = row >> 6; word < _bits.Length; word++, row = word << 6)
        {
            var bits = _bits[word] >> row;
            if (bits != 0) return row + BitOperations.TrailingZeroCount(bits);
        }

        return -1;
    }

    public struct Enumerator(ulong[] bits)
    {
        ulong _rest;
        int _word = -1;

        public int Current { get; private set; }

        public bool MoveNext()
        {
            while (_rest == 0)
            {
                if (++_word == bits.Length) return false;
                _rest = bits[_word];
            }

            Current = (_word << 6) + BitOperations.TrailingZeroCount(_rest);
            _rest &= _rest - 1;
            return true;
        }
    }
}
