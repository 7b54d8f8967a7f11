using System;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>A set of byte values.</summary>
readonly struct ByteSet(ulong a, ulong b, ulong c, ulong d)
{
    public static ByteSet All { get; } = new(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue);

    public static ByteSet Digits { get; } = Of("0123456789"u8);

    public static ByteSet LowerHex { get; } = Of("0123456789abcdef-"u8);

    public static ByteSet UpperHex { get; } = Of("0123456789ABCDEF-"u8);

    public static ByteSet AnyHex { get; } = Of("0123456789abcdefABCDEF-"u8);

    /// <summary>ASCII letters and digits, and the dashes of UUIDs.</summary>
    public static ByteSet AsciiWords { get; } = Of("0123456789-abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"u8);

    public bool Contains(byte value) => ((value < 128 ? value < 64 ? a : b : value < 192 ? c : d) >> value & 1) != 0;

    public static ByteSet Of(ReadOnlySpan<byte> values)
    {
        Span<ulong> words = stackalloc ulong[4];
        foreach (var value in values) words[value >> 6] |= 1UL << value;
        return new ByteSet(words[0], words[1], words[2], words[3]);
    }

    public bool IsSubsetOf(ByteSet other)
    {
        var (oa, ob, oc, od) = other.Words;
        return ((a & ~oa) | (b & ~ob) | (c & ~oc) | (d & ~od)) == 0;
    }

    public static ByteSet operator |(ByteSet left, ByteSet right) => left.Union(right);

    ByteSet Union(ByteSet other)
    {
        var (oa, ob, oc, od) = other.Words;
        return new ByteSet(a | oa, b | ob, c | oc, d | od);
    }

    (ulong A, ulong B, ulong C, ulong D) Words => (a, b, c, d);

    /// <summary>One of the set's bytes is this ASCII letter or digit in either case.</summary>
    public bool ContainsAnyCase(byte lower) =>
        Contains(lower) || (lower is >= (byte)'a' and <= (byte)'z' && Contains((byte)(lower - 32)));
}
