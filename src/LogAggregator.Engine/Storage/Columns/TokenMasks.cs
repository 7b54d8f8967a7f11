using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>
/// Which bytes of a text are of tokens (ASCII letters, digits, underscores, and all that is not ASCII), and which are digits: a bit for each. Finding
/// where a token ends is a step of the processor then, whatever its length. Used again for the next text.
/// </summary>
/// <param name="maxLength">Of a text, in bytes.</param>
sealed class TokenMasks(int maxLength)
{
    const int Bits = 64;
    const int VectorLength = 16;
    const byte CaseBit = 0x20;

    /// <summary>One more than the text takes: behind it is nothing.</summary>
    readonly ulong[] _tokens = new ulong[maxLength / Bits + 1];
    readonly ulong[] _digits = new ulong[maxLength / Bits + 1];
    int _length;

    /// <summary>False where the text holds the byte 0.</summary>
    public bool TryRead(ReadOnlySpan<byte> text)
    {
        _length = text.Length;
        var used = _length / Bits + 1;
        _tokens.AsSpan(0, used).Clear();
        _digits.AsSpan(0, used).Clear();
        if (_length < VectorLength) return TryReadShort(text);
        ref var first = ref MemoryMarshal.GetReference(text);
        var zeros = Vector128<byte>.Zero;
        var at = 0;
        for (; at + VectorLength <= _length; at += VectorLength)
        {
            var bytes = Vector128.LoadUnsafe(ref first, (nuint)at);
            zeros |= Vector128.Equals(bytes, Vector128<byte>.Zero);
            Set(bytes, 0, at);
        }

        if (at < _length)
        {
            // The last ones are read with some of what stands before them.
            var bytes = Vector128.LoadUnsafe(ref first, (nuint)(_length - VectorLength));
            zeros |= Vector128.Equals(bytes, Vector128<byte>.Zero);
            Set(bytes, at - (_length - VectorLength), at);
        }

        return zeros == Vector128<byte>.Zero;
    }

    /// <summary>The first digit from a place on; the text's length where there is none.</summary>
    public int NextDigit(int from)
    {
        var word = from / Bits;
        for (var bits = _digits[word] >> from % Bits << from % Bits; ; bits = _digits[word])
        {
            if (bits != 0) return word * Bits + BitOperations.TrailingZeroCount(bits);
            if (++word * Bits >= _length) return _length;
        }
    }

    /// <summary>The last digit before a place behind which there is one.</summary>
    public int LastDigitBefore(int end) => LastSetBefore(_digits, end, 0);

    /// <summary>Where the token that holds this byte begins.</summary>
    public int TokenStart(int inside) => LastSetBefore(_tokens, inside, ulong.MaxValue) + 1;

    /// <summary>Where the token that holds this byte ends.</summary>
    public int TokenEnd(int inside) => NextClear(_tokens, inside);

    /// <summary>Where the digits end that begin here.</summary>
    public int DigitsEnd(int inside) => NextClear(_digits, inside);

    static int NextClear(ulong[] masks, int from)
    {
        var word = from / Bits;
        for (var bits = ~masks[word] >> from % Bits << from % Bits; ; bits = ~masks[++word])
        {
            if (bits != 0) return word * Bits + BitOperations.TrailingZeroCount(bits);
        }
    }

    /// <summary>-1 where there is none.</summary>
    static int LastSetBefore(ulong[] masks, int end, ulong inverted)
    {
        var word = end / Bits;
        for (var bits = (masks[word] ^ inverted) & ((1UL << end % Bits) - 1); ; bits = masks[word] ^ inverted)
        {
            if (bits != 0) return word * Bits + BitOperations.Log2(bits);
            if (--word < 0) return -1;
        }
    }

    bool TryReadShort(ReadOnlySpan<byte> text)
    {
        Span<byte> padded = stackalloc byte[VectorLength];
        padded.Clear();
        text.CopyTo(padded);
        Set(Vector128.Create<byte>(padded), 0, 0);
        return !text.Contains((byte)0);
    }

    /// <param name="bytes">Of the text.</param>
    /// <param name="known">So many of them are set.</param>
    /// <param name="at">Where the others begin.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void Set(Vector128<byte> bytes, int known, int at)
    {
        var digits = Vector128.LessThanOrEqual(bytes - Vector128.Create((byte)'0'), Vector128.Create((byte)9));
        var letters = Vector128.LessThanOrEqual((bytes | Vector128.Create(CaseBit)) - Vector128.Create((byte)'a'), Vector128.Create((byte)('z' - 'a')));
        // What is not ASCII has its highest bit set, which is the one that is extracted.
        var tokens = digits | letters | Vector128.Equals(bytes, Vector128.Create((byte)'_')) | bytes;
        _tokens[at / Bits] |= (ulong)(tokens.ExtractMostSignificantBits() >> known) << at % Bits;
        _digits[at / Bits] |= (ulong)(digits.ExtractMostSignificantBits() >> known) << at % Bits;
    }
}
