using System;
using System.Linq;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>
/// ASCII bytes that are looked for, letters in either case. Compares sixteen places at once: each must have the two rarest
/// characters where they belong; only then is it compared whole. Immutable.
/// </summary>
sealed class Needle
{
    /// <summary>Characters of logs, the most frequent first. What is not in here is rare.</summary>
    const string Frequent = "e0tao1in2sr:\"h3l-d4 cu5m.p6f7g8/9,wbyv=k_";

    const byte CaseBit = 0x20;

    readonly byte[] _bytes;
    readonly Anchor _first;
    readonly Anchor _second;

    /// <param name="bytes">One at least; ASCII.</param>
    public Needle(ReadOnlySpan<byte> bytes)
    {
        _bytes = bytes.ToArray();
        foreach (ref var c in _bytes.AsSpan()) c = c is >= (byte)'A' and <= (byte)'Z' ? (byte)(c | CaseBit) : c;
        var rarest = Enumerable.Range(0, _bytes.Length).OrderByDescending(Rarity).ToArray();
        _first = AnchorAt(rarest[0]);
        _second = AnchorAt(rarest[Math.Min(1, rarest.Length - 1)]);
    }

    /// <summary>Small letters.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    public int Length => _bytes.Length;

    /// <summary>Of the needle's first bytes.</summary>
    public NeedleAutomaton Automaton => field ??= new NeedleAutomaton(_bytes);

    /// <summary>False if no text of these bytes alone has it.</summary>
    public bool CanBeOf(ByteSet alphabet)
    {
        foreach (var c in _bytes)
        {
            if (!alphabet.ContainsAnyCase(c)) return false;
        }

        return true;
    }

    public bool IsIn(ReadOnlySpan<byte> text) => IndexIn(text, 0) >= 0;

    /// <summary>The first place at or after <paramref name="start"/>, -1 if there is none.</summary>
    public int IndexIn(ReadOnlySpan<byte> text, int start)
    {
        var last = text.Length - _bytes.Length;
        if (last - start + 1 < Vector128<byte>.Count) return IndexInShort(text, start, last);

        ref var bytes = ref MemoryMarshal.GetReference(text);
        for (var i = start; ; i += Vector128<byte>.Count)
        {
            // The last step overlaps the one before: it looks at some places twice and at none past the end.
            i = Math.Min(i, last - Vector128<byte>.Count + 1);
            var hits = (_first.At(ref bytes, i) & _second.At(ref bytes, i)).ExtractMostSignificantBits();
            for (; hits != 0; hits &= hits - 1)
            {
                var place = i + BitOperations.TrailingZeroCount(hits);
                if (IsAt(text, place)) return place;
            }

            if (i > last - Vector128<byte>.Count) return -1;
        }
    }

    int IndexInShort(ReadOnlySpan<byte> text, int start, int last)
    {
        for (var i = start; i <= last; i++)
        {
            if ((text[i + _first.Offset] | _first.Mask) == _first.Value && IsAt(text, i)) return i;
        }

        return -1;
    }

    bool IsAt(ReadOnlySpan<byte> text, int place) => Ascii.EqualsIgnoreCase(text.Slice(place, _bytes.Length), _bytes);

    int Rarity(int offset)
    {
        var rank = Frequent.IndexOf((char)_bytes[offset], StringComparison.Ordinal);
        return rank < 0 ? Frequent.Length : rank;
    }

    Anchor AnchorAt(int offset) => new(offset, _bytes[offset], char.IsAsciiLetter((char)_bytes[offset]) ? CaseBit : (byte)0);

    /// <summary>One character of the needle. For a letter the case bit is set before it is compared.</summary>
    readonly record struct Anchor(int Offset, byte Value, byte Mask)
    {
        public Vector128<byte> At(ref byte bytes, int place) => Vector128.Equals(
            Vector128.LoadUnsafe(ref bytes, (nuint)(place + Offset)) | Vector128.Create(Mask), Vector128.Create(Value));
    }
}
