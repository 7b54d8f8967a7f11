using System.Buffers;
using System.IO;
using System.IO.Pipelines;
using System.Text.Json;
using System.Threading.Tasks;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Query;
using LogAggregator.Engine.Query.Ast;
using LogAggregator.Engine.Rendering;

namespace LogAggregator.Api.Export;

/// <summary>One record a line, as <c>GET /logs</c> shows it, by event time.</summary>
sealed class NdjsonExport : IExportFormat
{
    readonly RecordJson _json = new();
    readonly Utf8JsonWriter _writer = new(Stream.Null, RecordJson.WriterOptions);

    public string ContentType => "application/x-ndjson";

    public string FileName => "logs.ndjson";

    public SearchOrder Order => SearchOrder.OldestFirst;

    public Filter Narrow(Filter filter) => filter;

    public void Write(PipeWriter output, StoredRecord record)
    {
        _writer.Reset(output);
        _json.Write(_writer, record);
        _writer.Flush();
        output.Write("\n"u8);
    }

    public ValueTask DisposeAsync() => _writer.DisposeAsync();
}
