using System;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using LogAggregator.Engine.Query.Ast;

namespace LogAggregator.Engine.Query.Syntax;

/// <summary>Reads a query as a person types it. docs/query-language.md has the language. Never throws on bad input.</summary>
public static class QueryParser
{
    /// <summary>Characters of a query.</summary>
    public const int MaxLength = 16 * 1024;

    /// <summary>Pipes of a query.</summary>
    public const int MaxPipes = 32;

    /// <param name="text">The query; empty or null finds every record.</param>
    /// <param name="now">What <c>since:15m</c> counts back from.</param>
    /// <param name="query">The query, if true.</param>
    /// <param name="error">Where the text goes wrong and what was expected there, if false.</param>
    public static bool TryParse(
        string? text, DateTimeOffset now, [NotNullWhen(true)] out LogQuery? query, [NotNullWhen(false)] out QueryError? error)
    {
        var cursor = new QueryCursor(text ?? "");
        query = cursor.Text.Length > MaxLength
            ? cursor.Fail<LogQuery>(MaxLength, $"a query has at most {MaxLength} characters")
            : Parse(cursor, now);
        error = query is null ? cursor.Error! : null;
        return query is not null;
    }

    static LogQuery? Parse(QueryCursor cursor, DateTimeOffset now)
    {
        cursor.SkipSpace();
        Filter? filter = AllRecords.Instance;
        if (!cursor.AtEnd && cursor.Current != '|') filter = new FilterParser(cursor, ColumnScope.Records, now).Parse();
        return filter is null || ParsePipes(cursor, now) is not { } pipes ? null : new LogQuery(filter, pipes.ToImmutable());
    }

    static ImmutableArray<Pipe>.Builder? ParsePipes(QueryCursor cursor, DateTimeOffset now)
    {
        var pipes = ImmutableArray.CreateBuilder<Pipe>();
        var parser = new PipeParser(cursor, now);
        while (cursor.TryTake('|'))
        {
            if (pipes.Count == MaxPipes) return cursor.Fail<ImmutableArray<Pipe>.Builder>(cursor.At - 1, $"a query has at most {MaxPipes} pipes");
            if (parser.Parse() is not { } pipe) return null;
            pipes.Add(pipe);
            cursor.SkipSpace();
        }

        if (cursor.AtEnd) return pipes;
        return cursor.Fail<ImmutableArray<Pipe>.Builder>(
            cursor.At, cursor.Current == ')' ? "this ) closes nothing; in quotes it is text" : $"expected | or the end, found {cursor.Found}");
    }
}
