using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using LogAggregator.Api.Parameters;
using LogAggregator.Engine;
using LogAggregator.Engine.Parsing;
using LogAggregator.Status;
using Microsoft.AspNetCore.Http;

namespace LogAggregator.Api.Containers;

/// <summary><c>GET /containers</c>: every container ever seen.</summary>
sealed class ContainersHandler(ILogStore store, ServiceStatus status, ContainerRates rates)
{
    public Task GetAsync(HttpContext context)
    {
        var unknown = UnknownParameters.In(context.Request.Query, []).ToList();
        if (unknown.Count > 0) return Problem.BadParametersAsync(context, unknown);
        var rows = ContainerRow.All(store.Sources, status.Containers);
        return JsonBody.WriteObjectAsync(context, StatusCodes.Status200OK, json => Write(json, rows));
    }

    void Write(Utf8JsonWriter json, IReadOnlyList<ContainerRow> rows)
    {
        json.WriteStartArray("containers");
        foreach (var row in rows) Write(json, row);
        json.WriteEndArray();
        json.WriteNumber("count", rows.Count);
    }

    void Write(Utf8JsonWriter json, ContainerRow row)
    {
        json.WriteStartObject();
        json.WriteString("container_name", row.Name);
        json.WriteString("container_id", row.Id);
        json.WriteString("image", row.Origin.Image);
        json.WriteString("project", row.Origin.Project);
        json.WriteString("service", row.Origin.ComposeService);
        json.WriteString("host", row.Origin.Host);
        json.WriteString("state", row.State);
        json.WriteBoolean("running", row.State is "running" or "paused" or "restarting");
        json.WriteBoolean("collected", row.Collected);
        WriteTotals(json, row);
        if (row.Warning.Length > 0) json.WriteString("warning", row.Warning);
        json.WriteEndObject();
    }

    void WriteTotals(Utf8JsonWriter json, ContainerRow row)
    {
        json.WriteNumber("lines", row.Totals.Lines);
        json.WriteNumber("bytes", row.Totals.Bytes);
        json.WriteNumber("errors", row.Totals.Errors);
        WriteTime(json, "first_line", row.Totals.FirstNs);
        WriteTime(json, "last_line", row.Totals.LastNs);
        json.WriteNumber("lines_per_second", Math.Round(rates.RateOf(ContainerRates.KeyOf(row.Id, row.Name)), 3));
    }

    static void WriteTime(Utf8JsonWriter json, string name, long ns)
    {
        if (ns > 0) json.WriteString(name, Timestamps.Format(ns));
        else json.WriteNull(name);
    }
}
