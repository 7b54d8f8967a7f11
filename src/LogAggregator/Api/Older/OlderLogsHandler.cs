using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using LogAggregator.Api.Logs;
using LogAggregator.Api.Parameters;
using LogAggregator.Engine;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Query;
using LogAggregator.Engine.Query.Ast;
using Microsoft.AspNetCore.Http;

namespace LogAggregator.Api.Older;

/// <summary><c>GET /api/v1/logs</c> and <c>/api/v1/logs/search</c>, for clients of HomeIQ's older log service: its shapes and status codes.</summary>
sealed class OlderLogsHandler(ILogStore store)
{
    public Task GetAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var errors = UnknownParameters.In(query, ["service", "level", "limit"]).ToList();
        var limit = OlderParameters.Limit(query, errors);
        var level = OlderParameters.LevelOf(query, errors);
        if (errors.Count > 0) return OlderParameters.BadAsync(context, errors);
        var service = OlderParameters.Text(query, "service");
        Filter filter = service is null ? level : new And([level, new ServiceIs(service)]);
        return WriteAsync(context, filter, limit, json =>
        {
            json.WriteStartObject("filters");
            json.WriteString("service", service);
            json.WriteString("level", OlderParameters.Text(query, "level"));
            json.WriteNumber("limit", limit);
            json.WriteEndObject();
        });
    }

    public Task SearchAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var errors = UnknownParameters.In(query, ["q", "limit"]).ToList();
        var limit = OlderParameters.Limit(query, errors);
        var text = OlderParameters.Text(query, "q");
        if (text is null) errors.Add(new ParameterError("q", "Query parameter 'q' is required: the text to find."));
        if (text is null || errors.Count > 0) return OlderParameters.BadAsync(context, errors);
        return WriteAsync(context, new TextContains(text), limit, json =>
        {
            json.WriteString("query", text);
            json.WriteNumber("limit", limit);
        });
    }

    Task WriteAsync(HttpContext context, Filter filter, int limit, Action<Utf8JsonWriter> writeRest) =>
        RecordPage.WriteAsync(context, FindAsync(new LogSearch(filter, SearchOrder.NewestFirst, limit), context), limit, (json, _) => writeRest(json));

    async IAsyncEnumerable<StoredRecord> FindAsync(LogSearch search, HttpContext context)
    {
        await foreach (var record in store.SearchAsync(search, context.RequestAborted)) yield return OlderParameters.WithOlderLevel(record);
    }
}
