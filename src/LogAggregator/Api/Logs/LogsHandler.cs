using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Threading.Tasks;
using LogAggregator.Api.Parameters;
using LogAggregator.Engine;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Query;
using Microsoft.AspNetCore.Http;

namespace LogAggregator.Api.Logs;

/// <summary><c>GET /logs</c>: the records that match, a page at a time.</summary>
sealed class LogsHandler(ILogStore store, TimeProvider time)
{
    public Task GetAsync(HttpContext context)
    {
        if (!LogsQueryParser.TryParse(context.Request.Query, LogsQuery.PageNames, time.GetUtcNow(), out var query, out var errors))
            return Problem.BadParametersAsync(context, errors);
        // One more than asked for tells whether there is a next page.
        var search = new LogSearch(query.Filter, query.Order, query.Limit + 1, query.Cursor);
        return RecordPage.WriteAsync(context, store.SearchAsync(search, context.RequestAborted), query.Limit, (json, next) => WriteRest(json, query, next));
    }

    static void WriteRest(Utf8JsonWriter json, LogsQuery query, RecordId? next)
    {
        json.WriteStartObject("filters");
        foreach (var (name, values) in query.Given) WriteValues(json, name, values);
        json.WriteNumber("limit", query.Limit);
        json.WriteString("order", query.Order == SearchOrder.NewestFirst ? "newest" : "oldest");
        json.WriteEndObject();
        if (next is { } id) json.WriteString("next_cursor", id.ToString());
        else json.WriteNull("next_cursor");
    }

    /// <summary>One value as it is, several as an array.</summary>
    static void WriteValues(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        if (values.Count == 1)
        {
            json.WriteString(name, values[0]);
            return;
        }

        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
