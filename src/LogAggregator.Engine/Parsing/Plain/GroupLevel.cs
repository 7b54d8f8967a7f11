using System;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Parsing.Fields;

namespace LogAggregator.Engine.Parsing.Plain;

/// <summary>A level in brackets: <c>[WRN]</c>, <c>&lt;Error&gt;</c>, <c>[core:error]</c>, <c>[10:30:00 INF]</c>, <c>[E 2025-… app]</c>.</summary>
static class GroupLevel
{
    /// <summary>Longer groups are no log head.</summary>
    const int MaxLength = 128;

    /// <param name="inside">What is between the brackets.</param>
    /// <param name="time">Where in it the line's time is.</param>
    public static Level? Find(ReadOnlySpan<byte> inside, TextSlice time)
    {
        if (inside.Length is 0 or > MaxLength) return null;
        if (time.Length > 0) return Alone(inside[..time.Start]) ?? FirstCapital(inside[time.End..]) ?? Alone(inside[time.End..]);
        return Alone(inside) ?? Last(inside) ?? FirstCapital(inside);
    }

    /// <summary>The whole of it is a level word, in any case; a single letter must be a capital.</summary>
    static Level? Alone(ReadOnlySpan<byte> inside)
    {
        var word = inside.Trim(" :,"u8);
        if (word.Length == 1 && word[0] > (byte)'Z') return null;
        return LevelWords.TryParseWord(word, out var level) ? level : null;
    }

    /// <summary>Apache: <c>core:error</c>, with the module before it.</summary>
    static Level? Last(ReadOnlySpan<byte> inside)
    {
        var colon = inside.LastIndexOf((byte)':');
        if (colon <= 0 || inside.Length - colon <= 3) return null;
        var word = inside[(colon + 1)..];
        return !inside.Contains((byte)' ') && LevelWords.TryParseWord(word, out var level) ? level : null;
    }

    /// <summary>Behind times and numbers the first word, if it is a level in capitals: <c>10:30:00 INF</c>, <c>: WARNING/Main</c>, <c>W 251111 …</c>.</summary>
    static Level? FirstCapital(ReadOnlySpan<byte> inside)
    {
        var start = inside.IndexOfAnyInRange((byte)'A', (byte)'z');
        if (start < 0) return null;
        var word = inside[start..];
        var length = word.IndexOfAnyExceptInRange((byte)'A', (byte)'Z');
        if (length < 0) length = word.Length;
        var endsWell = length == word.Length || word[length] is (byte)' ' or (byte)'/' or (byte)':' or (byte)',' or (byte)']';
        // One letter counts only as the first thing inside, before a date.
        if (!endsWell || (length == 1 && !(start == 0 && word.Length > 2 && (uint)(word[2] - '0') <= 9))) return null;
        return LevelWords.TryParseWord(word[..length], out var level) ? level : null;
    }
}
