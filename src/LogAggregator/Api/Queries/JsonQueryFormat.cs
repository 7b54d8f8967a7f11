using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Pipelines;
using System.Text.Json;
using System.Threading.Tasks;
using LogAggregator.Engine.Query.Pipes;
using LogAggregator.Engine.Rendering;

namespace LogAggregator.Api.Queries;

/// <summary><c>{"columns":[…],"rows":[[…]…],"partial","notes","elapsed_ms"}</c>; <c>records</c> in place of <c>rows</c> where rows are records.</summary>
sealed class JsonQueryFormat : IQueryFormat
{
    readonly Utf8JsonWriter _json = new(Stream.Null, RecordJson.WriterOptions);
    readonly RowJson _rows = new();
    QueryRun _run = null!;

    public string ContentType => JsonBody.ContentType;

    public void Begin(PipeWriter output, QueryRun run)
    {
        _run = run;
        _json.Reset(output);
        _json.WriteStartObject();
        _json.WriteStartArray("columns");
        foreach (var column in run.Columns) _json.WriteStringValue(column);
        _json.WriteEndArray();
        _json.WriteStartArray(run.GivesRecords ? "records" : "rows");
    }

    public void Write(TableRow row)
    {
        if (_run.GivesRecords) _rows.WriteRecord(_json, row, _run.Columns);
        else RowJson.WriteArray(_json, row);
        _json.Flush();
    }

    public void End(IReadOnlyList<string> notes, TimeSpan elapsed)
    {
        _json.WriteEndArray();
        ResultJson.WriteEnd(_json, notes, elapsed);
        _json.WriteEndObject();
        _json.Flush();
    }

    public ValueTask DisposeAsync() => _json.DisposeAsync();
}
