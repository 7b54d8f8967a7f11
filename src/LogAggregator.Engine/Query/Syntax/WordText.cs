using System;

namespace LogAggregator.Engine.Query.Syntax;

/// <summary>Writes a text that is searched for anywhere: as a word, or as <c>*"…"*</c> where a word would be read differently.</summary>
static class WordText
{
    public static string Write(string text) => IsPlain(text) ? text : $"*{QuotedText.Write(text)}*";

    static bool IsPlain(string text)
    {
        if (!ValueText.IsPlain(text) || text[0] is '-' or '!') return false;
        foreach (var keyword in (ReadOnlySpan<string>)["and", "or", "not"])
            if (string.Equals(text, keyword, StringComparison.OrdinalIgnoreCase) || text.StartsWith(keyword + ",", StringComparison.OrdinalIgnoreCase)) return false;
        return !NameParser.TryTakeBeforeColon(new QueryCursor(text), ColumnScope.Records, out _);
    }
}

/// <summary>Writes the value of a field: plain, or in quotes where it would be read differently.</summary>
static class ValueText
{
    public static string Write(string text) => IsPlain(text) ? text : QuotedText.Write(text);

    public static bool IsPlain(string text)
    {
        // A colon, or two slashes, right behind the field's colon would make text of it.
        if (text.Length == 0 || text[0] is '=' or '<' or '>' or '~' or '!' or ':' || text.StartsWith("//", StringComparison.Ordinal)) return false;
        foreach (var c in text)
            if (char.IsWhiteSpace(c) || char.IsControl(c) || c is '"' or '(' or ')' or '|' or '*' or ',') return false;
        return true;
    }
}
