using System;
using System.Collections.Generic;
using System.IO.Pipelines;
using LogAggregator.Engine.Query.Pipes;

namespace LogAggregator.Api.Queries;

/// <summary>How the result of a query is written. One for each answer: begin, rows, end.</summary>
interface IQueryFormat : IAsyncDisposable
{
    string ContentType { get; }

    void Begin(PipeWriter output, QueryRun run);

    void Write(TableRow row);

    /// <param name="notes">Why the result is not whole: it must be seen in every format.</param>
    /// <param name="elapsed">Since the query began.</param>
    void End(IReadOnlyList<string> notes, TimeSpan elapsed);
}
