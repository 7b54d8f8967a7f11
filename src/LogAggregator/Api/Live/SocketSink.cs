using System;
using System.Buffers;
using System.IO;
using System.Net.WebSockets;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Rendering;
using LogAggregator.Tail;

namespace LogAggregator.Api.Live;

/// <summary>Sends each record as a text message at once; its memory is used again for the next.</summary>
/// <param name="socket">Open.</param>
/// <param name="notices">Tell of dropped records: <c>{"dropped":n}</c>.</param>
/// <param name="cut">Aborts a send. The reading's own token does not: a message is sent whole.</param>
sealed class SocketSink(WebSocket socket, bool notices, CancellationToken cut) : ILiveSink, IAsyncDisposable
{
    /// <summary>A buffer that one long record made larger is not kept.</summary>
    const int MaxKeptBytes = 256 * 1024;

    readonly RecordJson _json = new();
    readonly Utf8JsonWriter _writer = new(Stream.Null, RecordJson.WriterOptions);
    ArrayBufferWriter<byte> _buffer = new();

    public ValueTask WriteAsync(StoredRecord record, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Begin();
        _json.Write(_writer, record);
        return SendAsync();
    }

    public ValueTask WriteDroppedAsync(long records, CancellationToken cancellationToken)
    {
        if (!notices) return ValueTask.CompletedTask;
        Begin();
        _writer.WriteStartObject();
        _writer.WriteNumber("dropped"u8, records);
        _writer.WriteEndObject();
        return SendAsync();
    }

    public ValueTask FlushAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <summary>The socket sends pings itself.</summary>
    public ValueTask HeartbeatAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _writer.DisposeAsync();

    void Begin()
    {
        if (_buffer.Capacity > MaxKeptBytes) _buffer = new ArrayBufferWriter<byte>();
        _buffer.ResetWrittenCount();
        _writer.Reset(_buffer);
    }

    ValueTask SendAsync()
    {
        _writer.Flush();
        return socket.SendAsync(_buffer.WrittenMemory, WebSocketMessageType.Text, endOfMessage: true, cut);
    }
}
