using System.Collections.Immutable;
using System.Text;

namespace LogAggregator.Engine.Query.Syntax;

/// <summary>A word or value as typed: characters, quoted pieces and stars, without space between them.</summary>
/// <param name="Start">Index in the query.</param>
/// <param name="Parts">What stands between the stars that are not in quotes; one part if there is none.</param>
/// <param name="IsQuoted">It is one quoted piece and nothing else.</param>
sealed record TextToken(int Start, ImmutableArray<string> Parts, bool IsQuoted)
{
    public bool HasStar => Parts.Length > 1;

    public bool IsEmpty => Parts is [""] && !IsQuoted;

    /// <summary>Nothing but one or more stars.</summary>
    public bool IsStar => HasStar && string.Concat(Parts).Length == 0;

    /// <summary>The text with its stars.</summary>
    public string Text => string.Join('*', Parts);

    /// <summary>Reads up to a space, a closing parenthesis, a pipe, and in lists a comma. Null: an error is set.</summary>
    public static TextToken? Read(QueryCursor cursor, bool inList = false)
    {
        var start = cursor.At;
        var parts = ImmutableArray.CreateBuilder<string>();
        var part = new StringBuilder();
        var (quoted, plain) = (0, 0);
        while (!Ends(cursor, inList))
        {
            if (cursor.Current == '"')
            {
                if (QuotedText.Read(cursor) is not { } text) return null;
                part.Append(text);
                quoted++;
                continue;
            }

            plain++;
            if (cursor.Current == '(') return cursor.Fail<TextToken>(cursor.At, "a text with a parenthesis must be in quotes");
            if (cursor.Current == '*')
            {
                parts.Add(part.ToString());
                part.Clear();
            }
            else
            {
                part.Append(cursor.Current);
            }

            cursor.At++;
        }

        parts.Add(part.ToString());
        return new TextToken(start, parts.ToImmutable(), quoted == 1 && plain == 0);
    }

    static bool Ends(QueryCursor cursor, bool inList) =>
        cursor.AtEnd || cursor.AtSpace || cursor.Current is ')' or '|' || (inList && cursor.Current == ',');
}
