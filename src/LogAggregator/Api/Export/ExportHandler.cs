using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using LogAggregator.Api.Http;
using LogAggregator.Api.Parameters;
using LogAggregator.Engine;
using Microsoft.AspNetCore.Http;

namespace LogAggregator.Api.Export;

/// <summary>
/// <c>GET /logs/export</c>: every record that matches, oldest first, without a limit. It is written while it is read,
/// so it costs no more memory when it is large; when the reader goes, the search ends.
/// </summary>
sealed class ExportHandler(ILogStore store, TimeProvider time)
{
    static readonly IReadOnlyList<string> Names = [.. LogsQuery.FilterNames, "format"];

    public async Task GetAsync(HttpContext context)
    {
        var errors = new List<ParameterError>();
        if (!LogsQueryParser.TryParse(context.Request.Query, Names, time.GetUtcNow(), out var query, out var bad)) errors.AddRange(bad);
        var format = FormatOf(context.Request.Query, errors);
        if (errors.Count > 0)
        {
            await Problem.BadParametersAsync(context, errors);
            return;
        }

        await using var export = format;
        await ExportAsync(context, export, query);
    }

    static IExportFormat FormatOf(IQueryCollection query, List<ParameterError> errors)
    {
        var name = query["format"].ToString();
        if (name == "raw") return new RawExport();
        if (name is not ("" or "ndjson")) errors.Add(new ParameterError("format", $"'{name}' is not a format; allowed are raw and ndjson."));
        return new NdjsonExport();
    }

    async Task ExportAsync(HttpContext context, IExportFormat format, LogsQuery query)
    {
        var cancel = context.RequestAborted;
        await using var pages = format.PagesAsync(store, query.Filter, cancel).GetAsyncEnumerator(cancel);
        // The first page is made before a byte is written: a search that fails there can still be answered with an error.
        var more = await pages.MoveNextAsync();
        context.Response.ContentType = format.ContentType;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{format.FileName}\"";
        if (HttpMethods.IsHead(context.Request.Method)) return;
        SlowReaders.Allow(context);
        for (; more; more = await pages.MoveNextAsync()) await context.Response.BodyWriter.WriteAsync(pages.Current, cancel);
    }
}
