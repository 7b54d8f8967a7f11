using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LogAggregator.Engine.Storage.Tokens;

/// <summary>Which of up to 64 bytes of a text are ASCII letters and digits: a bit for each, the first byte's the lowest. Those behind the text are neither.</summary>
/// <param name="Words">Letters and digits.</param>
/// <param name="Digits">Digits.</param>
/// <param name="Capitals">Letters in upper case.</param>
readonly record struct WordWindow(ulong Words, ulong Digits, ulong Capitals)
{
    public const int Length = 64;

    const int VectorLength = 16;
    const byte CaseBit = 0x20;

    /// <summary>Of the bytes from <paramref name="start"/> on.</summary>
    public static WordWindow At(ReadOnlySpan<byte> text, int start)
    {
        if (text.Length < VectorLength) return OfShort(text);
        ref var first = ref MemoryMarshal.GetReference(text);
        var window = default(WordWindow);
        var length = Math.Min(text.Length - start, Length);
        var at = 0;
        for (; at + VectorLength <= length; at += VectorLength)
            window = window.With(Vector128.LoadUnsafe(ref first, (nuint)(start + at)), 0, at);
        // The last of the text is read with some of what stands before it.
        return at == length ? window : window.With(Vector128.LoadUnsafe(ref first, (nuint)(start + length - VectorLength)), VectorLength - length + at, at);
    }

    /// <summary>Letters and digits one after another from a bit on.</summary>
    public int RunFrom(int bit) => BitOperations.TrailingZeroCount(~(Words >> bit));

    static WordWindow OfShort(ReadOnlySpan<byte> text)
    {
        Span<byte> padded = stackalloc byte[VectorLength];
        padded.Clear();
        text.CopyTo(padded);
        return default(WordWindow).With(Vector128.Create<byte>(padded), 0, 0);
    }

    /// <param name="bytes">Sixteen of the text.</param>
    /// <param name="known">So many of them are in the window.</param>
    /// <param name="at">Where the others begin in the window.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    WordWindow With(Vector128<byte> bytes, int known, int at)
    {
        var digits = In(bytes, (byte)'0', (byte)'9') >> known << at;
        var letters = In(bytes | Vector128.Create(CaseBit), (byte)'a', (byte)'z') >> known << at;
        var capitals = In(bytes, (byte)'A', (byte)'Z') >> known << at;
        return new(Words | digits | letters, Digits | digits, Capitals | capitals);
    }

    static ulong In(Vector128<byte> bytes, byte first, byte last) =>
        Vector128.LessThanOrEqual(bytes - Vector128.Create(first), Vector128.Create((byte)(last - first))).ExtractMostSignificantBits();
}
