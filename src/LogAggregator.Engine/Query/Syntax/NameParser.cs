using System;
using System.Collections.Frozen;
using LogAggregator.Engine.Query.Ast;

namespace LogAggregator.Engine.Query.Syntax;

/// <summary>Names of fields and columns: <c>path</c>, <c>user.name</c>, <c>"odd name"</c>, and in tables <c>p95(path)</c>.</summary>
static class NameParser
{
    /// <summary>Words that mean something in a list of names; as names they are written in quotes.</summary>
    static readonly FrozenSet<string> Keywords =
        FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "by", "as", "from", "asc", "desc", "and", "or", "not");

    public static bool IsNameStart(char c) => char.IsLetter(c) || c is '_' or '@' or '$';

    public static bool IsNameChar(char c) => char.IsLetterOrDigit(c) || c is '_' or '@' or '$' or '.' or '-' or '/';

    /// <summary>Takes a plain name; empty if none stands here.</summary>
    public static string TakePlain(QueryCursor cursor)
    {
        var start = cursor.At;
        if (!IsNameStart(cursor.Current)) return "";
        while (!cursor.AtEnd && IsNameChar(cursor.Current)) cursor.At++;
        return cursor.Text[start..cursor.At];
    }

    /// <summary>
    /// Takes the name in front of a colon that separates it from a value, and the colon. Takes nothing if what stands here
    /// is text: <c>10:30</c>, <c>http://…</c>, <c>std::string</c>.
    /// </summary>
    public static bool TryTakeBeforeColon(QueryCursor cursor, ColumnScope scope, out string name)
    {
        var start = cursor.At;
        name = cursor.Current == '"' ? TakeQuoted(cursor) : TakeComputedOrPlain(cursor, scope);
        if (name.Length > 0 && cursor.Current == ':' && cursor.Peek(1) != ':' && !(cursor.Peek(1) == '/' && cursor.Peek(2) == '/'))
        {
            cursor.At++;
            return true;
        }

        cursor.At = start;
        return false;
    }

    /// <summary>Reads a column's name in a list of a pipe. Null: an error is set.</summary>
    public static string? ReadColumn(QueryCursor cursor, ColumnScope scope)
    {
        var start = cursor.At;
        var name = cursor.Current == '"' ? QuotedText.Read(cursor) : TakeComputedOrPlain(cursor, scope);
        if (name is null) return null;
        if (name.Length == 0) return cursor.Fail<string>(start, $"expected the name of a {(scope.IsTable ? "column" : "field")}, found {cursor.Found}");
        return scope.Resolve(name) ?? cursor.Fail<string>(start, scope.MissingMessage(name));
    }

    /// <summary>Reads a new name, after <c>as</c>. Null: an error is set.</summary>
    public static string? ReadNew(QueryCursor cursor)
    {
        var start = cursor.At;
        var name = cursor.Current == '"' ? QuotedText.Read(cursor) : TakePlain(cursor);
        return name is "" ? cursor.Fail<string>(start, $"expected a name, found {cursor.Found}") : name;
    }

    public static string Write(string name)
    {
        var plain = name.Length > 0 && IsNameStart(name[0]) && !Keywords.Contains(name);
        foreach (var c in name) plain &= IsNameChar(c);
        return plain ? name : QuotedText.Write(name);
    }

    static string TakeQuoted(QueryCursor cursor)
    {
        var close = cursor.At + 1;
        while (close < cursor.Text.Length && cursor.Text[close] != '"') close += cursor.Text[close] == '\\' ? 2 : 1;
        return close < cursor.Text.Length ? QuotedText.Read(cursor)! : "";
    }

    /// <summary>A plain name, or a function of one as <c>stats</c> names its columns.</summary>
    static string TakeComputedOrPlain(QueryCursor cursor, ColumnScope scope)
    {
        var name = TakePlain(cursor);
        if (!scope.IsTable || cursor.Current != '(' || !AggregateNames.TryParse(name, out var function, out var quantile)) return name;
        var open = cursor.At++;
        cursor.SkipSpace();
        var field = TakePlain(cursor);
        cursor.SkipSpace();
        if (cursor.TryTake(')')) return AggregateNames.ColumnOf(function, quantile, FieldNames.Canonical(field));
        cursor.At = open;
        return name;
    }
}
