using System;
using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text.Json;
using System.Text.Unicode;
using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Rendering;
using LogAggregator.Tail;

namespace LogAggregator.Api.Live;

/// <summary>
/// Server-sent events: <c>id:</c> and <c>data:</c> of each record, an event <c>dropped</c> where asked for, and a comment
/// as heartbeat.
/// </summary>
sealed class EventStreamSink(PipeWriter output, bool notices) : ILiveSink, IAsyncDisposable
{
    /// <summary>Bytes written before they are sent while more records are at hand.</summary>
    const int FlushBytes = 32 * 1024;

    readonly RecordJson _json = new();
    readonly Utf8JsonWriter _writer = new(output, RecordJson.WriterOptions);

    public ValueTask WriteAsync(StoredRecord record, CancellationToken cancellationToken)
    {
        output.Write("id: "u8);
        record.Id.TryFormat(output.GetSpan(RecordId.TextLength), out var written, default, CultureInfo.InvariantCulture);
        output.Advance(written);
        output.Write("\ndata: "u8);
        _json.Write(_writer, record);
        _writer.Flush();
        _writer.Reset();
        output.Write("\n\n"u8);
        return output.UnflushedBytes < FlushBytes ? ValueTask.CompletedTask : FlushAsync(cancellationToken);
    }

    public ValueTask WriteDroppedAsync(long records, CancellationToken cancellationToken)
    {
        if (!notices) return ValueTask.CompletedTask;
        Utf8.TryWrite(output.GetSpan(64), CultureInfo.InvariantCulture, $"event: dropped\ndata: {{\"dropped\":{records}}}\n\n", out var written);
        output.Advance(written);
        return ValueTask.CompletedTask;
    }

    public async ValueTask FlushAsync(CancellationToken cancellationToken) => await output.FlushAsync(cancellationToken);

    public ValueTask HeartbeatAsync(CancellationToken cancellationToken)
    {
        output.Write(":\n\n"u8);
        return FlushAsync(cancellationToken);
    }

    public ValueTask DisposeAsync() => _writer.DisposeAsync();
}
