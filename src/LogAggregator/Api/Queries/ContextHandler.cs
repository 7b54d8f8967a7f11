using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Api.Parameters;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Query;
using LogAggregator.Engine.Query.Ast;
using LogAggregator.Engine.Rendering;
using Microsoft.AspNetCore.Http;

namespace LogAggregator.Api.Queries;

/// <summary><c>GET /logs/context</c>: the lines around one record, of its container or of all.</summary>
sealed class ContextHandler(QueryExecutor executor)
{
    /// <summary>Lines on either side are given up to so many bytes; then the side is shorter.</summary>
    const int MaxSideBytes = 4 * 1024 * 1024;

    static readonly IReadOnlyList<string> Names = ["id", "before", "after", "scope"];

    public async Task GetAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var errors = UnknownParameters.In(query, Names).ToList();
        if (!RecordId.TryParse(query["id"].ToString(), out var id)) errors.Add(new ParameterError("id", "'id' must be the 'id' of a record."));
        var before = CountParameter.Parse(query, "before", 0, 1000, 20, errors);
        var after = CountParameter.Parse(query, "after", 0, 1000, 20, errors);
        var scope = query["scope"].ToString();
        if (scope is not ("" or "container" or "all")) errors.Add(new ParameterError("scope", $"'{scope}' is not a 'scope'; allowed are container and all."));
        if (errors.Count > 0) await Problem.BadParametersAsync(context, errors);
        else await executor.InTurnAsync(context, () => AnswerAsync(context, id, before, after, ofAll: scope == "all"));
    }

    async Task AnswerAsync(HttpContext context, RecordId id, int before, int after, bool ofAll)
    {
        var cancel = context.RequestAborted;
        if (await executor.Store.FindAsync(id, cancel) is not { } record)
        {
            await Problem.WriteAsync(context, StatusCodes.Status404NotFound, $"There is no record {id}, or no more; take the 'id' of one that GET /logs shows.");
            return;
        }

        Filter filter = ofAll ? AllRecords.Instance : SameContainer(record.Source);
        var older = await SideAsync(new LogSearch(filter, SearchOrder.NewestFirst, before, id), cancel);
        var newer = await SideAsync(new LogSearch(filter, SearchOrder.OldestFirst, after, id), cancel);
        older.Reverse();
        await JsonBody.WriteObjectAsync(context, StatusCodes.Status200OK, json => Write(json, [.. older, record, .. newer], older.Count));
    }

    /// <summary>A container has an id; what was posted may have a name only, or just its service.</summary>
    static FieldIs SameContainer(LogSource source) =>
        source.ContainerId.Length > 0 ? Exactly(FieldNames.ContainerId, source.ContainerId)
        : source.ContainerName.Length > 0 ? Exactly(FieldNames.ContainerName, source.ContainerName)
        : Exactly(FieldNames.Service, source.Service);

    static FieldIs Exactly(string field, string text) => new(field, new ExactlyEqualTo(text));

    async Task<List<StoredRecord>> SideAsync(LogSearch search, CancellationToken cancellationToken)
    {
        var side = new List<StoredRecord>();
        if (search.Limit == 0) return side;
        var bytes = 0;
        await foreach (var record in executor.Store.SearchAsync(search, cancellationToken))
        {
            side.Add(record);
            bytes += record.Line.Length;
            if (bytes > MaxSideBytes) break;
        }

        return side;
    }

    static void Write(Utf8JsonWriter json, IReadOnlyList<StoredRecord> records, int index)
    {
        var render = new RecordJson();
        json.WriteStartArray("logs");
        foreach (var record in records) render.Write(json, record);
        json.WriteEndArray();
        json.WriteNumber("index", index);
    }
}
