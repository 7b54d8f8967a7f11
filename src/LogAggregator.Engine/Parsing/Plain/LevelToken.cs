using System;
using LogAggregator.Engine.Model;

namespace LogAggregator.Engine.Parsing.Plain;

/// <summary>Decides whether a word at a line's head is meant as a level.</summary>
static class LevelToken
{
    /// <param name="text">The line from the word on.</param>
    /// <param name="letters">Letters that the word begins with.</param>
    /// <param name="isFirst">No other word stands before it.</param>
    public static Level? Find(ReadOnlySpan<byte> text, int letters, bool isFirst)
    {
        if (letters < 3 || (letters > 8 && letters is not (9 or 11 or 13))) return null;
        var word = text[..letters];
        var after = text[letters..];
        if (!LevelWords.TryParseWord(word, out var level)) return OfPostgres(word, after) ?? OfPair(word, after);
        var isMeant = IsCapitals(word) ? EndsCapitals(after) : EndsAnyCase(after, isFirst);
        return isMeant ? level : null;
    }

    /// <summary>
    /// Names that end as exceptions and warnings do: <c>TypeError: x</c>, <c>java.io.IOException: x</c>,
    /// <c>DeprecationWarning: x</c>; names with a level (<c>Zigbee2MQTT:info</c>); and Monolog's <c>app.ERROR: x</c>.
    /// </summary>
    public static Level? OfName(ReadOnlySpan<byte> token, bool isLast)
    {
        if (OfTag(token) is { } tagged) return tagged;
        var colon = token[^1] == ':';
        var name = colon ? token[..^1] : token;
        if ((!colon && !isLast) || name.Length < 6) return null;
        if (name.EndsWith("Error"u8) || name.EndsWith("Exception"u8)) return IsIdentifier(name) ? Level.Error : null;
        if (!colon) return null;
        if (name.EndsWith("Warning"u8)) return IsIdentifier(name) ? Level.Warning : null;
        var point = name.LastIndexOf((byte)'.');
        if (point < 1 || !IsCapitals(name[(point + 1)..]) || name.Length - point < 4) return null;
        return LevelWords.TryParseWord(name[(point + 1)..], out var level) ? level : null;
    }

    /// <summary><c>Zigbee2MQTT:info</c>: a name, a colon, a level.</summary>
    static Level? OfTag(ReadOnlySpan<byte> token)
    {
        var colon = token.IndexOf((byte)':');
        if (colon < 2 || token.Length - colon is < 4 or > 12 || !IsIdentifier(token)) return null;
        return LevelWords.TryParseWord(token[(colon + 1)..], out var level) ? level : null;
    }

    static bool IsCapitals(ReadOnlySpan<byte> word) => !word.ContainsAnyExceptInRange((byte)'A', (byte)'Z');

    static bool EndsCapitals(ReadOnlySpan<byte> after) => after.IsEmpty || " \t:|,[(!\r"u8.Contains(after[0]);

    /// <summary><c>info: x</c> anywhere in the head; <c>info  x</c>, <c>info\tx</c>, <c>info [x</c>, <c>info - x</c> as the first word.</summary>
    static bool EndsAnyCase(ReadOnlySpan<byte> after, bool isFirst)
    {
        if (after.IsEmpty) return isFirst;
        if (after[0] == ':') return after.Length == 1 || after[1] is (byte)' ' or (byte)'\t' or (byte)'\r';
        if (!isFirst) return false;
        if (after[0] == '\t') return true;
        return after.Length > 2 && after[0] == ' ' && (after[1] is (byte)' ' or (byte)'\t' or (byte)'[' || (after[1] is (byte)'-' or (byte)'|' && after[2] == ' '));
    }

    static Level? OfPostgres(ReadOnlySpan<byte> word, ReadOnlySpan<byte> after) =>
        word.SequenceEqual("LOG"u8) && after.StartsWith(":"u8) ? Level.Info : null;

    /// <summary><c>level=error</c> in a line that is not logfmt as a whole.</summary>
    static Level? OfPair(ReadOnlySpan<byte> key, ReadOnlySpan<byte> after)
    {
        if (after.Length < 2 || after[0] != '=') return null;
        if (!key.SequenceEqual("level"u8) && !key.SequenceEqual("lvl"u8) && !key.SequenceEqual("severity"u8)) return null;
        var value = after[1..].TrimStart((byte)'"');
        var length = value.IndexOfAny(" \t\","u8);
        return LevelWords.TryParse(length < 0 ? value : value[..length], out var level) ? level : null;
    }

    /// <summary>Letters, digits and what joins the parts of a qualified name.</summary>
    static bool IsIdentifier(ReadOnlySpan<byte> name)
    {
        foreach (var b in name)
        {
            if (!char.IsAsciiLetterOrDigit((char)b) && b is not ((byte)'.' or (byte)'_' or (byte)'$' or (byte)':')) return false;
        }

        return true;
    }
}
