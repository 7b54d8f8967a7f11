using System;
using System.Collections.Immutable;
using System.Linq;
using LogAggregator.Engine.Query.Ast;

namespace LogAggregator.Engine.Query.Syntax;

/// <summary>
/// Reads what decides about rows: <c>or</c> binds least, then <c>and</c> (also by standing side by side), then
/// <c>not</c>, <c>-</c>, <c>!</c>. Ends at a pipe, at a parenthesis that closes nothing of it, or at the end.
/// </summary>
sealed class FilterParser(QueryCursor cursor, ColumnScope scope, DateTimeOffset now)
{
    /// <summary>Parentheses and negations in each other.</summary>
    public const int MaxDepth = 64;

    readonly FieldParser _fields = new(cursor, scope, now);
    int _depth;

    /// <summary>Null: an error is set.</summary>
    public Filter? Parse()
    {
        var filters = ImmutableArray.CreateBuilder<Filter>();
        do
        {
            cursor.SkipSpace();
            if (ParseAnd() is not { } filter) return null;
            filters.Add(filter);
            cursor.SkipSpace();
        }
        while (cursor.TryTakeWord("or"));

        return filters.Count == 1 ? filters[0] : new Or(filters.ToImmutable());
    }

    Filter? ParseAnd()
    {
        var filters = ImmutableArray.CreateBuilder<Filter>();
        do
        {
            if (ParseNot() is not { } filter) return null;
            filters.Add(filter);
            cursor.SkipSpace();
        }
        while (cursor.TryTakeWord("and") || !(cursor.AtEnd || cursor.Current is ')' or '|' || cursor.IsAtWord("or")));

        return filters.Count == 1 ? filters[0] : new And(filters.ToImmutable());
    }

    Filter? ParseNot(bool negated = false)
    {
        var start = cursor.At;
        var mark = cursor.Current is '-' or '!';
        if (!mark && !cursor.TryTakeWord("not")) return ParseTerm(negated);
        if (mark) cursor.At++;
        if (mark && (cursor.AtEnd || cursor.AtSpace))
            return cursor.Fail<Filter>(cursor.At, $"expected what to exclude right after {cursor.Text[start]}; in quotes it is text");
        if (!TryEnter(start)) return null;
        var filter = ParseNot(negated: true);
        _depth--;
        return filter is null ? null : new Not(filter);
    }

    Filter? ParseTerm(bool negated)
    {
        if (cursor.Current == '(') return ParseGroup();
        if (cursor.AtEnd || cursor.Current is ')' or '|' || cursor.IsAtWord("and") || cursor.IsAtWord("or"))
            return cursor.Fail<Filter>(cursor.At, $"expected something to find, found {cursor.Found}");
        if (cursor.Current == '~') return RegexParser.Read(cursor) is { } pattern ? new TextMatches(pattern) : null;
        var start = cursor.At;
        if (!NameParser.TryTakeBeforeColon(cursor, scope, out var name)) return ParseText();
        var filter = _fields.Parse(name, start);

        // since:… until:… side by side are one range of time; -since:… excludes no more than what it says.
        return name == "since" && !negated && filter is TimeRange from ? _fields.ParseUntilAfter(from) : filter;
    }

    Filter? ParseGroup()
    {
        var start = cursor.At++;
        if (!TryEnter(start)) return null;
        var filter = Parse();
        _depth--;
        if (filter is null || cursor.TryTake(')')) return filter;
        return cursor.Fail<Filter>(cursor.At, $"expected ) to close the ( at {start + 1}, found {cursor.Found}");
    }

    Filter? ParseText()
    {
        if (TextToken.Read(cursor) is not { } token) return null;
        if (token.IsStar) return AllRecords.Instance;
        if (token.Text.Length == 0) return cursor.Fail<Filter>(token.Start, "expected some text between the quotes");
        if (token.IsQuoted) return new Phrase(token.Text);
        return token.Parts.Count(part => part.Length > 0) > 1
            ? cursor.Fail<Filter>(token.Start, "a * inside a word is for the values of fields; write ~\"one.*two\", or quotes for the character")
            : new TextContains(string.Concat(token.Parts));
    }

    bool TryEnter(int start) => ++_depth <= MaxDepth || cursor.Fail(start, $"at most {MaxDepth} parentheses and negations may stand in each other");
}
