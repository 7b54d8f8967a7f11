using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Api.Parameters;
using LogAggregator.Engine.Query;
using LogAggregator.Engine.Query.Pipes;
using Microsoft.AspNetCore.Http;

namespace LogAggregator.Api.Queries;

/// <summary><c>GET /logs/query</c>: any query with its pipes; rows are written as they come.</summary>
sealed class QueryHandler(QueryExecutor executor)
{
    /// <summary>Bytes written before they are sent.</summary>
    const int FlushBytes = 32 * 1024;

    static readonly IReadOnlyList<string> Names = [.. LogsQuery.FilterNames, "order", "format"];

    public async Task GetAsync(HttpContext context)
    {
        var parsed = LogsQueryParser.TryParseWithPipes(context.Request.Query, Names, executor.Now, out var query, out var bad);
        var errors = bad.ToList();
        var format = FormatOf(context.Request.Query, errors);
        if (!parsed || format is null)
        {
            await Problem.BadParametersAsync(context, errors);
            return;
        }

        await using (format) await executor.InTurnAsync(context, () => AnswerAsync(context, query, format));
    }

    static IQueryFormat? FormatOf(IQueryCollection query, List<ParameterError> errors)
    {
        var name = query["format"].ToString();
        switch (name)
        {
            case "" or "json":
                return new JsonQueryFormat();
            case "ndjson":
                return new NdjsonQueryFormat();
            case "csv":
                return new CsvQueryFormat();
            default:
                errors.Add(new ParameterError("format", $"'{name}' is not a format; allowed are json, ndjson and csv."));
                return null;
        }
    }

    async Task AnswerAsync(HttpContext context, LogsQuery query, IQueryFormat format)
    {
        var cancel = context.RequestAborted;
        var execution = executor.Begin(new LogQuery(query.Filter, query.Pipes), query.Order);
        await using var rows = execution.RowsAsync(cancel).GetAsyncEnumerator(cancel);
        // The first row is looked for before a byte is written: a search that fails there can still be answered with an error.
        var more = await rows.MoveNextAsync();
        context.Response.ContentType = format.ContentType;
        context.Response.Headers.CacheControl = "no-store";
        if (HttpMethods.IsHead(context.Request.Method)) return;
        await WriteAsync(context, execution, rows, more, format, cancel);
    }

    static async Task WriteAsync(
        HttpContext context, QueryExecution execution, IAsyncEnumerator<TableRow> rows, bool more, IQueryFormat format, CancellationToken cancellationToken)
    {
        var output = context.Response.BodyWriter;
        format.Begin(output, execution.Run);
        for (; more; more = await rows.MoveNextAsync())
        {
            format.Write(rows.Current);
            if (output.UnflushedBytes >= FlushBytes) await output.FlushAsync(cancellationToken);
        }

        format.End(execution.Run.Notes, execution.Elapsed);
        await output.FlushAsync(cancellationToken);
    }
}
