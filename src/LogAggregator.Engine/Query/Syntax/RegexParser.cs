namespace LogAggregator.Engine.Query.Syntax;

/// <summary>Reads <c>~"pattern"</c>.</summary>
static class RegexParser
{
    /// <summary>Null: an error is set.</summary>
    public static string? Read(QueryCursor cursor)
    {
        cursor.At++;
        if (cursor.Current != '"') return cursor.Fail<string>(cursor.At, "expected a regular expression in quotes after ~");
        var start = cursor.At + 1;
        if (QuotedText.ReadRaw(cursor) is not { } pattern) return null;
        if (LinearRegex.TryCreate(pattern, out _, out var message, out var offset)) return pattern;
        return cursor.Fail<string>(InQuery(cursor.Text, start, offset), message);
    }

    /// <summary>The index in the query of a character of the pattern: each <c>\"</c> before it is one character more.</summary>
    static int InQuery(string text, int start, int offset)
    {
        var at = start;
        for (var i = 0; i < offset; i++)
        {
            if (text[at] == '\\' && text[at + 1] == '"') at++;
            else if (text[at] == '\\' && i + 1 < offset) (at, i) = (at + 1, i + 1);
            at++;
        }

        return at;
    }
}
