using System;
using System.Buffers;
using System.Linq;
using System.Text;

namespace LogAggregator.Engine.Query.Execution.Text;

/// <summary>For texts with other letters than ASCII: compares code points without their case.</summary>
sealed class FoldingFinder(string text) : TextFinder
{
    readonly Rune[] _needle = [.. text.EnumerateRunes().Select(Fold)];

    public override bool IsEmpty => _needle.Length == 0;

    public override bool TryFind(ReadOnlySpan<byte> text, int start, out int at, out int length)
    {
        length = 0;
        for (at = start; (at = NextCandidate(text, at)) >= 0;)
        {
            if (TryMatch(text[at..], out length)) return true;
            Rune.DecodeFromUtf8(text[at..], out _, out var consumed);
            at += Math.Max(1, consumed);
        }

        return false;
    }

    /// <summary>Skips what cannot be the needle's first character: most of a log is ASCII.</summary>
    int NextCandidate(ReadOnlySpan<byte> text, int from)
    {
        var first = _needle[0];
        var rest = text[from..];
        var skipped = first.IsAscii
            ? rest.IndexOfAny((byte)first.Value, (byte)Rune.ToUpperInvariant(first).Value)
            : rest.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
        return skipped < 0 ? -1 : from + skipped;
    }

    bool TryMatch(ReadOnlySpan<byte> text, out int length)
    {
        length = 0;
        foreach (var wanted in _needle)
        {
            if (Rune.DecodeFromUtf8(text[length..], out var rune, out var consumed) == OperationStatus.NeedMoreData && consumed == 0) return false;
            if (Fold(rune) != wanted) return false;
            length += consumed;
        }

        return true;
    }

    /// <summary>Upper, then lower: letters that differ in case alone become equal (<c>ς σ Σ</c>).</summary>
    static Rune Fold(Rune rune)
    {
        var folded = Rune.ToLowerInvariant(Rune.ToUpperInvariant(rune));
        return folded.IsAscii && !rune.IsAscii ? rune : folded;
    }
}
