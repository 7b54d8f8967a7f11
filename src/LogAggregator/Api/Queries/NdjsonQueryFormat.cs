using System;
using System.Buffers;
using System.Collections.Generic;
using System.IO;
using System.IO.Pipelines;
using System.Text.Json;
using System.Threading.Tasks;
using LogAggregator.Engine.Query.Pipes;
using LogAggregator.Engine.Rendering;

namespace LogAggregator.Api.Queries;

/// <summary>One object a line: the record, or the columns by name. Of a partial result the last line is <c>{"partial":true,"notes":[…]}</c>.</summary>
sealed class NdjsonQueryFormat : IQueryFormat
{
    readonly Utf8JsonWriter _json = new(Stream.Null, RecordJson.WriterOptions);
    readonly RowJson _rows = new();
    PipeWriter _output = null!;
    QueryRun _run = null!;

    public string ContentType => "application/x-ndjson";

    public void Begin(PipeWriter output, QueryRun run) => (_output, _run) = (output, run);

    public void Write(TableRow row)
    {
        _json.Reset(_output);
        if (_run.GivesRecords) _rows.WriteRecord(_json, row, _run.Columns);
        else RowJson.WriteObject(_json, row, _run.Columns);
        EndLine();
    }

    public void End(IReadOnlyList<string> notes, TimeSpan elapsed)
    {
        if (notes.Count == 0) return;
        _json.Reset(_output);
        _json.WriteStartObject();
        ResultJson.WritePartial(_json, notes);
        _json.WriteEndObject();
        EndLine();
    }

    public ValueTask DisposeAsync() => _json.DisposeAsync();

    void EndLine()
    {
        _json.Flush();
        _output.Write("\n"u8);
    }
}
