using System;
using System.Text;
using LogAggregator.Engine.Query.Execution.Text;
using LogAggregator.Engine.Storage.Columns;

namespace LogAggregator.Engine.Query.Execution.Blocks;

/// <summary>Whether a value holds a text; in whole words, if so asked.</summary>
sealed class TextTest : ColumnTest
{
    readonly TextFinder _finder;
    readonly bool _wholeWords;

    public TextTest(string text, TextFinder finder, bool wholeWords)
    {
        _finder = finder;
        _wholeWords = wholeWords;
        Required = RequiredBytes.Of(text);
    }

    public override bool IsSureOf(ReadOnlySpan<byte> part, bool isOpenBefore, bool isOpenBehind)
    {
        for (var from = 0; _finder.TryFind(part, from, out var at, out var length); from = Behind(part, at))
        {
            if (!_wholeWords) return true;
            var isOpen = (isOpenBefore && at == 0) || (isOpenBehind && at + length == part.Length);
            if (!isOpen && StandsAlone(part, at, length)) return true;
        }

        return false;
    }

    protected override bool Matches(ReadOnlySpan<byte> text)
    {
        if (!_wholeWords) return _finder.TryFind(text, 0, out _, out _);
        for (var from = 0; _finder.TryFind(text, from, out var at, out var length); from = Behind(text, at))
        {
            if (StandsAlone(text, at, length)) return true;
        }

        return false;
    }

    /// <summary>The next character, not the next byte: a search may begin only there.</summary>
    static int Behind(ReadOnlySpan<byte> text, int at)
    {
        Rune.DecodeFromUtf8(text[at..], out _, out var length);
        return at + length;
    }

    static bool StandsAlone(ReadOnlySpan<byte> text, int at, int length) =>
        !Words.EndsInWord(text[..at]) && !Words.BeginsInWord(text[(at + length)..]);
}
