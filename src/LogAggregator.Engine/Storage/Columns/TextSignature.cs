using System;
using System.Numerics;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>
/// Which bytes texts can have, and which two letters can follow each other in them, both without the case of letters: where a text that
/// is looked for has one more, it is in none of them. The pairs share 256 bits, so a pair may seem to be there that is not.
/// </summary>
/// <param name="Bytes">Letters as small ones.</param>
/// <param name="Pairs">The bit of a pair is <see cref="PairOf"/>.</param>
readonly record struct TextSignature(ByteSet Bytes, ByteSet Pairs)
{
    public bool IsSubsetOf(in TextSignature other) => Bytes.IsSubsetOf(other.Bytes) && Pairs.IsSubsetOf(other.Pairs);

    /// <summary>Of one text.</summary>
    public static TextSignature Of(ReadOnlySpan<byte> text) => Of(text, []);

    /// <summary>Of all texts of a form.</summary>
    /// <param name="text">With a <see cref="TemplateTokenizer.Hole"/> for each hole.</param>
    /// <param name="holes">What can stand there; also nothing.</param>
    public static TextSignature Of(ReadOnlySpan<byte> text, ReadOnlySpan<HoleBytes> holes)
    {
        Span<ulong> bytes = stackalloc ulong[4];
        Span<ulong> pairs = stackalloc ulong[4];
        var (last, next) = (0U, 0);
        foreach (var value in text)
        {
            if (value != TemplateTokenizer.Hole || next == holes.Length)
            {
                var letter = LetterPairs.BitOf(value);
                Set(bytes, letter != 0 ? (byte)(value | 0x20) : value);
                AddPairs(pairs, last, letter);
                last = letter;
                continue;
            }

            var letters = AddHole(holes[next++], bytes, pairs);
            AddPairs(pairs, last, letters);
            last |= letters;
        }

        return new TextSignature(new ByteSet(bytes[0], bytes[1], bytes[2], bytes[3]), new ByteSet(pairs[0], pairs[1], pairs[2], pairs[3]));
    }

    /// <returns>The letters that can stand there.</returns>
    static uint AddHole(HoleBytes hole, Span<ulong> bytes, Span<ulong> pairs)
    {
        var letters = 0U;
        for (var value = 0; value < 256; value++)
        {
            if (!hole.Bytes.Contains((byte)value)) continue;
            var letter = LetterPairs.BitOf((byte)value);
            letters |= letter;
            Set(bytes, letter != 0 ? (byte)(value | 0x20) : (byte)value);
        }

        for (var first = 0; first < LetterPairs.Letters; first++)
        {
            if ((letters >> first & 1) != 0) AddPairs(pairs, 1U << first, hole.Pairs is { } known ? known.Behind[first] : letters);
        }

        return letters;
    }

    static void AddPairs(Span<ulong> pairs, uint before, uint behind)
    {
        for (; before != 0 && behind != 0; before &= before - 1)
        {
            var first = BitOperations.TrailingZeroCount(before);
            for (var rest = behind; rest != 0; rest &= rest - 1) Set(pairs, PairOf(first, BitOperations.TrailingZeroCount(rest)));
        }
    }

    static byte PairOf(int first, int second) => (byte)((first * 10) + second);

    static void Set(Span<ulong> set, byte value) => set[value >> 6] |= 1UL << value;
}
