using System.Text;

namespace LogAggregator.Engine.Query.Syntax;

/// <summary>
/// Text in double quotes. <c>\"</c> is a quote, <c>\\</c> a backslash, <c>\n \r \t</c> a newline, return, tab; any other
/// backslash stands for itself.
/// </summary>
static class QuotedText
{
    /// <summary>Reads from the opening quote to behind the closing one. Null: an error is set.</summary>
    public static string? Read(QueryCursor cursor)
    {
        var start = cursor.At++;
        var text = new StringBuilder();
        while (!cursor.AtEnd)
        {
            if (cursor.TryTake('"')) return text.ToString();
            if (cursor.Current == '\\' && Unescape(cursor.Peek(1)) is { } escaped)
            {
                text.Append(escaped);
                cursor.At += 2;
                continue;
            }

            text.Append(cursor.Current);
            cursor.At++;
        }

        return cursor.Fail<string>(start, "expected a closing \" for this one");
    }

    /// <summary>
    /// Reads a regular expression in quotes: only <c>\"</c> is taken apart, every other backslash belongs to the expression.
    /// Null: an error is set.
    /// </summary>
    public static string? ReadRaw(QueryCursor cursor)
    {
        var start = cursor.At++;
        var text = new StringBuilder();
        while (!cursor.AtEnd)
        {
            if (cursor.TryTake('"')) return text.ToString();
            var pair = cursor.Current == '\\' && cursor.At + 1 < cursor.Text.Length;
            if (pair && cursor.Peek(1) == '"') cursor.At++;
            else if (pair) text.Append(cursor.Text[cursor.At++]);
            text.Append(cursor.Text[cursor.At++]);
        }

        return cursor.Fail<string>(start, "expected a closing \" for this one");
    }

    public static string Write(string text) =>
        "\"" + text.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n").Replace("\r", "\\r").Replace("\t", "\\t") + "\"";

    public static string WriteRaw(string pattern)
    {
        var text = new StringBuilder("\"");
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '\\' && i + 1 < pattern.Length) text.Append(pattern[i++]);
            else if (pattern[i] == '"') text.Append('\\');
            text.Append(pattern[i]);
        }

        return text.Append('"').ToString();
    }

    static char? Unescape(char escaped) => escaped switch
    {
        '"' or '\\' => escaped,
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        _ => null,
    };
}
