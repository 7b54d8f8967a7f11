using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using LogAggregator.Api.Parameters;
using LogAggregator.Engine.Query;
using LogAggregator.Engine.Query.Ast;
using LogAggregator.Engine.Query.Values;
using Microsoft.AspNetCore.Http;

namespace LogAggregator.Api.Queries;

/// <summary><c>GET /logs/histogram</c>: counts over time, by level or another field. Steps without records are left out.</summary>
sealed class HistogramHandler(QueryExecutor executor)
{
    static readonly IReadOnlyList<string> Names = [.. LogsQuery.FilterNames, "step", "by"];

    public async Task GetAsync(HttpContext context)
    {
        var parsed = LogsQueryParser.TryParse(context.Request.Query, Names, executor.Now, out var query, out var bad);
        var errors = bad.ToList();
        var step = StepParameter.Parse(context.Request.Query["step"].ToString(), StepParameter.RangeOf(query.Filter, executor.Store.Statistics), executor.Now, errors);
        var by = FieldsParameter.ParseOne(context.Request.Query, "by", FieldNames.Level, errors);
        if (!parsed || errors.Count > 0)
        {
            await Problem.BadParametersAsync(context, errors);
            return;
        }

        await executor.InTurnAsync(context, () => AnswerAsync(context, query.Filter, step, by));
    }

    async Task AnswerAsync(HttpContext context, Filter filter, TimeStepKey step, string by)
    {
        var count = new Aggregate(AggregateFunction.Count, "", 0, "count");
        var stats = new StatsPipe([count], [step, new FieldKey(by)]);
        var tables = await executor.TablesAsync(filter, [new LogQuery(filter, [stats])], context.RequestAborted);
        await JsonBody.WriteObjectAsync(context, StatusCodes.Status200OK, json => Write(json, tables[0], step));
    }

    static void Write(Utf8JsonWriter json, QueryTable table, TimeStepKey step)
    {
        json.WriteNumber("step_seconds", step.StepNs / 1e9);
        json.WriteStartArray("buckets");
        foreach (var bucket in table.Rows.GroupBy(row => row.Values[0].AsTimeNs))
        {
            json.WriteStartObject();
            json.WriteString("time", Value.Time(bucket.Key).ToString());
            json.WriteNumber("total", bucket.Sum(row => row.Values[2].AsInteger));
            json.WriteStartObject("counts");
            foreach (var row in bucket) json.WriteNumber(row.Values[1].ToString(), row.Values[2].AsInteger);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        ResultJson.WriteEnd(json, table.Notes, table.Elapsed);
    }
}
