using System;
using System.Collections.Generic;
using System.Text;
using LogAggregator.Engine.Storage.Outlines;
using LogAggregator.Engine.Storage.Tokens;

namespace LogAggregator.Engine.Query.Execution.Blocks;

/// <summary>The tokens that every text has which holds another one: those that do not go on at its ends.</summary>
static class RequiredTokens
{
    /// <param name="text">What is looked for.</param>
    /// <param name="wholeWords">No letter or digit stands right before or behind it.</param>
    public static ulong[] Of(string text, bool wholeWords)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var reader = new TokenReader(bytes);
        var tokens = new List<ulong>();
        while (reader.MoveNext())
        {
            if (wholeWords || (reader.Start > 0 && reader.End < bytes.Length)) tokens.Add(reader.Hash());
        }

        return [.. tokens];
    }

    public static bool MayBeIn(ReadOnlySpan<ulong> tokens, IBlockDigest block)
    {
        if (tokens.IsEmpty) return true;
        var known = block.Tokens;
        foreach (var token in tokens)
        {
            if (!known.MayHave(token)) return false;
        }

        return true;
    }
}
