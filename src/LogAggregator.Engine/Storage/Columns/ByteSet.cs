using System;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>A set of byte values.</summary>
/// <param name="A">Has bit n for value n, 0 to 63.</param>
/// <param name="B">64 to 127.</param>
/// <param name="C">128 to 191.</param>
/// <param name="D">192 to 255.</param>
readonly record struct ByteSet(ulong A, ulong B, ulong C, ulong D)
{
    const ulong AllLetters = (1UL << 26) - 1;
    const int Capitals = 'A' - 64;
    const int Smalls = 'a' - 64;

    public static ByteSet All { get; } = new(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue);

    public static ByteSet Digits { get; } = Of("0123456789"u8);

    public static ByteSet LowerHex { get; } = Of("0123456789abcdef-"u8);

    public static ByteSet UpperHex { get; } = Of("0123456789ABCDEF-"u8);

    public static ByteSet AnyHex { get; } = Of("0123456789abcdefABCDEF-"u8);

    /// <summary>ASCII letters and digits, and the dashes of UUIDs.</summary>
    public static ByteSet AsciiWords { get; } = Of("0123456789-abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"u8);

    /// <summary>As <see cref="AsciiWords"/>, and underscores.</summary>
    public static ByteSet AsciiNames { get; } = AsciiWords | Of("_"u8);

    public bool Contains(byte value) => ((value < 128 ? value < 64 ? A : B : value < 192 ? C : D) >> value & 1) != 0;

    public static ByteSet Of(ReadOnlySpan<byte> values)
    {
        Span<ulong> words = stackalloc ulong[4];
        foreach (var value in values) words[value >> 6] |= 1UL << value;
        return new ByteSet(words[0], words[1], words[2], words[3]);
    }

    public void Write(ChunkWriter writer)
    {
        foreach (var word in (ReadOnlySpan<ulong>)[A, B, C, D])
        {
            for (var shift = 0; shift < 64; shift += 8) writer.WriteByte((byte)(word >> shift));
        }
    }

    public static ByteSet Read(ChunkReader reader)
    {
        Span<ulong> words = stackalloc ulong[4];
        foreach (ref var word in words)
        {
            for (var shift = 0; shift < 64; shift += 8) word |= (ulong)reader.ReadByte() << shift;
        }

        return new ByteSet(words[0], words[1], words[2], words[3]);
    }

    public bool IsSubsetOf(ByteSet other) => ((A & ~other.A) | (B & ~other.B) | (C & ~other.C) | (D & ~other.D)) == 0;

    public static ByteSet operator |(ByteSet left, ByteSet right) =>
        new(left.A | right.A, left.B | right.B, left.C | right.C, left.D | right.D);

    /// <summary>Its ASCII letters in either case; bit 0 is <c>a</c>.</summary>
    public uint Letters => (uint)((B >> Capitals | B >> Smalls) & AllLetters);

    /// <summary>With small letters in place of capital ones.</summary>
    public ByteSet Folded => this with { B = (B & ~(AllLetters << Capitals)) | ((ulong)Letters << Smalls) };

    /// <summary>One of the set's bytes is this ASCII letter or digit in either case.</summary>
    public bool ContainsAnyCase(byte lower) =>
        Contains(lower) || (lower is >= (byte)'a' and <= (byte)'z' && Contains((byte)(lower - 32)));
}
