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
        var bytes = ByteSet.Of(text);
        Span<ulong> pairs = stackalloc ulong[4];
        var (last, next) = (0U, 0);
        foreach (var value in text)
        {
            if (value != TemplateTokenizer.Hole || next == holes.Length)
            {
                var letter = LetterPairs.BitOf(value);
                AddPairs(pairs, last, letter);
                last = letter;
                continue;
            }

            var hole = holes[next++];
            bytes |= hole.Bytes;
            AddPairs(pairs, last, hole.Bytes.Letters);
            AddPairsOf(hole, pairs);
            last |= hole.Bytes.Letters;
        }

        return new TextSignature(bytes.Folded, new ByteSet(pairs[0], pairs[1], pairs[2], pairs[3]));
    }

    static void AddPairsOf(HoleBytes hole, Span<ulong> pairs)
    {
        var letters = hole.Bytes.Letters;
        for (var rest = letters; rest != 0; rest &= rest - 1)
            AddPairs(pairs, rest & (~rest + 1), hole.Pairs is { } known ? known.Behind[BitOperations.TrailingZeroCount(rest)] : letters);
    }

    static void AddPairs(Span<ulong> pairs, uint before, uint behind)
    {
        for (; before != 0 && behind != 0; before &= before - 1)
        {
            var first = BitOperations.TrailingZeroCount(before);
            for (var rest = behind; rest != 0; rest &= rest - 1)
            {
                var pair = PairOf(first, BitOperations.TrailingZeroCount(rest));
                pairs[pair >> 6] |= 1UL << pair;
            }
        }
    }

    static byte PairOf(int first, int second) => (byte)((first * 10) + second);
}
