using System;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using LogAggregator.Engine.Query;
using LogAggregator.Engine.Query.Ast;
using LogAggregator.Engine.Query.Syntax;

namespace LogAggregator.Api.Parameters;

/// <summary><c>q</c>: a query in the language of docs/query-language.md.</summary>
static class QueryParameter
{
    public const string Name = "q";

    public static bool TryParse(
        string text, DateTimeOffset now, [NotNullWhen(true)] out LogQuery? query, [NotNullWhen(false)] out ParameterError? error)
    {
        error = QueryParser.TryParse(text, now, out query, out var syntax)
            ? null
            : new ParameterError(Name, $"'q' is not a query, at position {syntax.Position}: {syntax.Message}.", syntax.Position);
        return query is not null;
    }

    /// <summary>
    /// Where records are given out, by pages or live, <c>where</c> is the one pipe that has a place: the others make tables, need the end of
    /// the records, or say what the endpoint's own parameters do.
    /// </summary>
    public static bool TryParseFilter(
        string text, DateTimeOffset now, out Filter filter, [NotNullWhen(false)] out ParameterError? error)
    {
        filter = AllRecords.Instance;
        if (!TryParse(text, now, out var query, out error)) return false;
        var refused = query.Pipes.FirstOrDefault(pipe => pipe is not WherePipe);
        if (refused is not null) error = new ParameterError(Name, Refusal(refused));
        var wheres = query.Pipes.OfType<WherePipe>().Select(where => where.Filter).ToImmutableArray();
        filter = wheres.IsEmpty ? query.Filter : new And([query.Filter, .. wheres]);
        return refused is null;
    }

    static string Refusal(Pipe pipe) =>
        $"'q' has a pipe that {WhatItDoes(pipe)}; here only the filter and '| where' are allowed: leave the pipe out, or ask GET /logs/query.";

    static string WhatItDoes(Pipe pipe) => pipe switch
    {
        LimitPipe => "limits the records",
        SortPipe => "sorts, which needs all records first",
        ExtractPipe => "adds columns, while whole records are given here",
        { Streams: false } => "makes a table and needs all records first",
        _ => "makes a table, while whole records are given here",
    };
}
