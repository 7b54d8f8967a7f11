using System;
using System.Numerics;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>
/// Which ASCII letter may follow which, in either case: text of words has few of the 676 pairs, and what is looked for in vain mostly
/// has one that is in none. Other bytes follow as they like.
/// </summary>
sealed class LetterPairs
{
    public const int Letters = 26;

    readonly uint[] _behind = new uint[Letters];

    /// <summary>The letters that may stand behind one: bit 0 is <c>a</c>.</summary>
    public ReadOnlySpan<uint> Behind => _behind;

    /// <summary>The bit of a letter; 0 for other bytes.</summary>
    public static uint BitOf(byte value)
    {
        var number = (uint)((value | 0x20) - 'a');
        return number < Letters ? 1U << (int)number : 0;
    }

    /// <summary>False if both are letters and the second never stands behind the first.</summary>
    public bool MayFollow(byte first, byte second)
    {
        var (before, behind) = (BitOf(first), BitOf(second));
        return before == 0 || behind == 0 || (_behind[BitOperations.TrailingZeroCount(before)] & behind) != 0;
    }

    /// <summary>Each of the second may stand behind each of the first.</summary>
    public void Add(uint before, uint behind)
    {
        if (behind == 0) return;
        for (; before != 0; before &= before - 1) _behind[BitOperations.TrailingZeroCount(before)] |= behind;
    }

    public void Add(LetterPairs other)
    {
        for (var i = 0; i < Letters; i++) _behind[i] |= other._behind[i];
    }

    public void Write(ChunkWriter writer)
    {
        foreach (var behind in _behind) writer.WriteUnsigned(behind);
    }

    public static LetterPairs Read(ChunkReader reader)
    {
        var pairs = new LetterPairs();
        foreach (ref var behind in pairs._behind.AsSpan()) behind = (uint)reader.ReadCount((1 << Letters) - 1);
        return pairs;
    }
}
