using System;
using LogAggregator.Engine.Model;

namespace LogAggregator.Engine.Parsing.Plain;

/// <summary>Finds the level of a line of text.</summary>
static class PlainLevel
{
    public static Level? Find(ReadOnlySpan<byte> text)
    {
        if (text.Length > 64) text = text[..64];
        foreach (var range in text.SplitAny(" []:|()<>,\t"u8))
        {
            var word = text[range];
            if (word.Length > 2 && !word.ContainsAnyExceptInRange((byte)'A', (byte)'Z') && LevelWords.TryParseWord(word, out var level)) return level;
        }

        return null;
    }
}
