using System;
using System.Numerics;

namespace LogAggregator.Engine.Storage.Tokens;

/// <summary>
/// Where the three slots of a key are: in three segments that follow each other, so that a filter needs little more than a slot
/// a key (Graf and Lemire, "Binary Fuse Filters", 2022).
/// </summary>
/// <param name="SegmentBits">Logarithm of the slots of a segment.</param>
/// <param name="Starts">Segments in which the first slot may be.</param>
readonly record struct FuseLayout(int SegmentBits, int Starts)
{
    public const int MaxSegmentBits = 18;

    public int Slots => Starts == 0 ? 0 : (Starts + 2) << SegmentBits;

    /// <summary>Enough for so many keys that placing them nearly always succeeds.</summary>
    public static FuseLayout For(int keys)
    {
        if (keys == 0) return default;
        var logarithm = Math.Log(Math.Max(keys, 4));
        var bits = Math.Min((int)(logarithm / Math.Log(3.33) + 2.25), MaxSegmentBits);
        var factor = Math.Max(1.125, 0.875 + 0.25 * Math.Log(1_000_000) / logarithm);
        var segments = ((int)(keys * factor) + (1 << bits) - 1) >> bits;
        return new FuseLayout(bits, Math.Max(1, segments - 2));
    }

    public (int First, int Second, int Third) SlotsOf(ulong hash)
    {
        var first = (int)Math.BigMul(hash, (ulong)Starts << SegmentBits, out _);
        var mask = (1 << SegmentBits) - 1;
        return (first, (first + mask + 1) ^ ((int)(hash >> 18) & mask), (first + 2 * (mask + 1)) ^ ((int)hash & mask));
    }

    /// <summary>The hash of a token, for one of many attempts to place them.</summary>
    public static ulong Mix(ulong token, uint seed)
    {
        var hash = token + seed * 0x9E37_79B9_7F4A_7C15;
        hash = (hash ^ (hash >> 33)) * 0xFF51_AFD7_ED55_8CCD;
        return BitOperations.RotateLeft(hash ^ (hash >> 29), 7) * 0xC4CE_B9FE_1A85_EC53;
    }
}
