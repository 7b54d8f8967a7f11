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
    const uint Bits = 64;
    const int VectorLength = 16;
    const byte CaseBit = 0x20;

    /// <summary>One more than the text takes: behind it is nothing.</summary>
    readonly ulong[] _tokens = new ulong[(uint)maxLength / Bits + 1];
    readonly ulong[] _digits = new ulong[(uint)maxLength / Bits + 1];
    int _length;

    /// <summary>False where the text holds the byte 0.</summary>
    public bool TryRead(ReadOnlySpan<byte> text)
    {
        _length = text.Length;
        var used = _length / (int)Bits + 1;
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
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int NextDigit(int from)
    {
        var bits = _digits[(uint)from / Bits] >> from;
        return bits != 0 ? from + BitOperations.TrailingZeroCount(bits) : FarDigit((uint)from / Bits + 1);
    }

    /// <summary>The last digit before a place; -1 where there is none.</summary>
    public int LastDigitBefore(int end) => LastSetBefore(_digits, end, 0);

    /// <summary>Where the token that holds this byte begins.</summary>
    public int TokenStart(int inside) => LastSetBefore(_tokens, inside, ulong.MaxValue) + 1;

    /// <summary>Where the token that holds this byte ends.</summary>
    public int TokenEnd(int inside) => NextClear(_tokens, inside);

    /// <summary>Where the digits end that begin here.</summary>
    public int DigitsEnd(int inside) => NextClear(_digits, inside);

    int FarDigit(uint word)
    {
        for (; word * Bits < _length; word++)
        {
            if (_digits[word] != 0) return (int)(word * Bits) + BitOperations.TrailingZeroCount(_digits[word]);
        }

        return _length;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int NextClear(ulong[] masks, int from)
    {
        // What is shifted in is set here: it says nothing.
        var bits = ~(masks[(uint)from / Bits] >> from | ~(ulong.MaxValue >> from));
        return bits != 0 ? from + BitOperations.TrailingZeroCount(bits) : FarClear(masks, (uint)from / Bits + 1);
    }

    static int FarClear(ulong[] masks, uint word)
    {
        while (masks[word] == ulong.MaxValue) word++;
        return (int)(word * Bits) + BitOperations.TrailingZeroCount(~masks[word]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int LastSetBefore(ulong[] masks, int end, ulong inverted)
    {
        var word = (int)((uint)end / Bits);
        var bits = (masks[word] ^ inverted) & ((1UL << end) - 1);
        return bits != 0 ? word * (int)Bits + BitOperations.Log2(bits) : FarSetBefore(masks, word, inverted);
    }

    static int FarSetBefore(ulong[] masks, int word, ulong inverted)
    {
        while (--word >= 0)
        {
            var bits = masks[word] ^ inverted;
            if (bits != 0) return word * (int)Bits + BitOperations.Log2(bits);
        }

        return -1;
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
        _tokens[(uint)at / Bits] |= (ulong)(tokens.ExtractMostSignificantBits() >> known) << at;
        _digits[(uint)at / Bits] |= (ulong)(digits.ExtractMostSignificantBits() >> known) << at;
    }
}
