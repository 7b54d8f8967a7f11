using System;
using System.Text;

namespace LogAggregator.Engine.Query.Execution.Text;

/// <summary>A word is a run of letters and digits.</summary>
static class Words
{
    public static bool EndsInWord(ReadOnlySpan<byte> text)
    {
        Rune.DecodeLastFromUtf8(text, out var rune, out _);
        return Rune.IsLetterOrDigit(rune);
    }

    public static bool BeginsInWord(ReadOnlySpan<byte> text)
    {
        Rune.DecodeFromUtf8(text, out var rune, out _);
        return Rune.IsLetterOrDigit(rune);
    }
}
