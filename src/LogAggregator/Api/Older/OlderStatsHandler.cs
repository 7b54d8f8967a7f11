using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using LogAggregator.Api.Parameters;
using LogAggregator.Engine;
using LogAggregator.Engine.Query;
using LogAggregator.Engine.Query.Ast;
using Microsoft.AspNetCore.Http;

namespace LogAggregator.Api.Older;

/// <summary>
/// <c>GET /api/v1/logs/stats</c>: of the newest 10000 records, which are what the older service held. The totals of everything
/// are at <c>/containers</c> and <c>/metrics</c>.
/// </summary>
sealed class OlderStatsHandler(ILogStore store, TimeProvider time)
{
    const int Newest = 10_000;

    public async Task GetAsync(HttpContext context)
    {
        var errors = UnknownParameters.In(context.Request.Query, []).ToList();
        if (errors.Count > 0)
        {
            await OlderParameters.BadAsync(context, errors);
            return;
        }

        var hourAgo = (time.GetUtcNow().AddHours(-1) - DateTimeOffset.UnixEpoch).Ticks * 100;
        var newest = store.SearchAsync(new LogSearch(AllRecords.Instance, SearchOrder.NewestFirst, Newest), context.RequestAborted);
        var stats = await OlderStats.CountAsync(newest, hourAgo);
        await JsonBody.WriteObjectAsync(context, StatusCodes.Status200OK, json => Write(json, stats));
    }

    static void Write(Utf8JsonWriter json, OlderStats stats)
    {
        json.WriteNumber("total_logs", stats.Total);
        WriteCounts(json, "services", stats.Services);
        WriteCounts(json, "levels", stats.Levels);
        json.WriteNumber("recent_logs", stats.Recent);
    }

    static void WriteCounts(Utf8JsonWriter json, string name, SortedDictionary<string, long> counts)
    {
        json.WriteStartObject(name);
        foreach (var (key, count) in counts) json.WriteNumber(key, count);
        json.WriteEndObject();
    }
}
