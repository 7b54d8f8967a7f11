using System;
using System.Buffers;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Engine;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Query;
using LogAggregator.Engine.Query.Ast;
using LogAggregator.Engine.Rendering;

namespace LogAggregator.Api.Export;

/// <summary>One record a line, as <c>GET /logs</c> shows it, by event time.</summary>
sealed class NdjsonExport : IExportFormat
{
    const int PageBytes = 64 * 1024;

    readonly RecordJson _json = new();
    readonly ArrayBufferWriter<byte> _page = new(2 * PageBytes);
    readonly Utf8JsonWriter _writer;

    public NdjsonExport() => _writer = new Utf8JsonWriter(_page, RecordJson.WriterOptions);

    public string ContentType => "application/x-ndjson";

    public string FileName => "logs.ndjson";

    public async IAsyncEnumerable<ReadOnlyMemory<byte>> PagesAsync(ILogStore store, Filter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var record in store.SearchAsync(new LogSearch(filter, SearchOrder.OldestFirst), cancellationToken))
        {
            Write(record);
            if (_page.WrittenCount < PageBytes) continue;
            yield return _page.WrittenMemory;
            _page.ResetWrittenCount();
        }

        if (_page.WrittenCount > 0) yield return _page.WrittenMemory;
    }

    public ValueTask DisposeAsync() => _writer.DisposeAsync();

    void Write(StoredRecord record)
    {
        _json.Write(_writer, record);
        _writer.Flush();
        _page.Write("\n"u8);
        _writer.Reset(_page);
    }
}
