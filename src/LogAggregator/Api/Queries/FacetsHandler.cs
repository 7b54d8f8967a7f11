using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using LogAggregator.Api.Parameters;
using LogAggregator.Engine.Query;
using LogAggregator.Engine.Query.Ast;
using Microsoft.AspNetCore.Http;

namespace LogAggregator.Api.Queries;

/// <summary><c>GET /logs/facets</c>: the most frequent values of some fields with their counts; the records are read once for all fields.</summary>
sealed class FacetsHandler(QueryExecutor executor)
{
    static readonly IReadOnlyList<string> Names = [.. LogsQuery.FilterNames, "fields", "values"];

    public async Task GetAsync(HttpContext context)
    {
        var parsed = LogsQueryParser.TryParse(context.Request.Query, Names, executor.Now, out var query, out var bad);
        var errors = bad.ToList();
        var fields = FieldsParameter.Parse(context.Request.Query, "fields", "container,level,service", errors);
        var values = CountParameter.Parse(context.Request.Query, "values", 1, 1000, 10, errors);
        if (!parsed || errors.Count > 0)
        {
            await Problem.BadParametersAsync(context, errors);
            return;
        }

        await executor.InTurnAsync(context, () => AnswerAsync(context, query.Filter, fields, values));
    }

    async Task AnswerAsync(HttpContext context, Filter filter, IReadOnlyList<string> fields, int values)
    {
        LogQuery Top(string field) => new(filter, [new TopValuesPipe(values, [FieldNames.Canonical(field)])]);
        var total = new LogQuery(filter, [new StatsPipe([new Aggregate(AggregateFunction.Count, "", 0, "count")], [])]);
        var tables = await executor.TablesAsync(filter, [.. fields.Select(Top), total], context.RequestAborted);
        await JsonBody.WriteObjectAsync(context, StatusCodes.Status200OK, json => Write(json, fields, tables));
    }

    static void Write(Utf8JsonWriter json, IReadOnlyList<string> fields, IReadOnlyList<QueryTable> tables)
    {
        json.WriteNumber("total", tables[^1].Rows[0].Values[0].AsInteger);
        json.WriteStartObject("facets");
        for (var i = 0; i < fields.Count; i++)
        {
            json.WriteStartArray(fields[i]);
            foreach (var row in tables[i].Rows)
            {
                json.WriteStartObject();
                json.WritePropertyName("value");
                ResultJson.WriteValue(json, row.Values[0]);
                json.WriteNumber("count", row.Values[1].AsInteger);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
        ResultJson.WriteEnd(json, [.. tables.SelectMany(table => table.Notes).Distinct()], tables[^1].Elapsed);
    }
}
