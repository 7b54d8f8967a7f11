using System.Collections.Generic;
using System.Text.Json;
using System.Threading.Tasks;
using LogAggregator.Api.Parameters;
using LogAggregator.Engine.Query;
using LogAggregator.Engine.Query.Ast;
using Microsoft.AspNetCore.Http;

namespace LogAggregator.Api.Queries;

/// <summary><c>GET /logs/patterns</c>: what kinds of messages there are, how many, of which level, and when.</summary>
sealed class PatternsHandler(QueryExecutor executor)
{
    static readonly IReadOnlyList<string> Names = [.. LogsQuery.FilterNames, "limit"];

    public async Task GetAsync(HttpContext context)
    {
        if (!LogsQueryParser.TryParse(context.Request.Query, Names, executor.Now, out var query, out var errors))
        {
            await Problem.BadParametersAsync(context, errors);
            return;
        }

        await executor.InTurnAsync(context, () => AnswerAsync(context, query));
    }

    async Task AnswerAsync(HttpContext context, LogsQuery query)
    {
        var patterns = new LogQuery(query.Filter, [new PatternsPipe(), new LimitPipe(query.Limit)]);
        var tables = await executor.TablesAsync(query.Filter, [patterns], context.RequestAborted);
        await JsonBody.WriteObjectAsync(context, StatusCodes.Status200OK, json => Write(json, tables[0]));
    }

    static void Write(Utf8JsonWriter json, QueryTable table)
    {
        json.WriteStartArray("patterns");
        foreach (var row in table.Rows) RowJson.WriteObject(json, row, PatternsPipe.OutputColumns);
        json.WriteEndArray();
        ResultJson.WriteEnd(json, table.Notes, table.Elapsed);
    }
}
