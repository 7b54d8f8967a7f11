using System;
using System.Collections.Generic;
using System.IO;
using System.Net.WebSockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace LogAggregator.EndToEnd.Harness;

/// <summary>A reader of the WebSocket.</summary>
sealed class LiveReader : IDisposable
{
    readonly ClientWebSocket _socket = new();
    readonly byte[] _buffer = new byte[64 * 1024];

    public WebSocketCloseStatus? CloseStatus => _socket.CloseStatus;

    public static async Task<LiveReader> ConnectAsync(ServiceProcess service, string query)
    {
        var reader = new LiveReader();
        using var limit = new CancellationTokenSource(Eventually.Deadline);
        await reader._socket.ConnectAsync(service.Api.WebSocketAddress(query), limit.Token);
        return reader;
    }

    /// <summary>The next line or gap, or null when the service closed or the connection broke.</summary>
    public async Task<LogRecord?> NextAsync()
    {
        LogRecord? record;
        do record = await NextOfAllAsync();
        while (record is { IsLifecycle: true });
        return record;
    }

    /// <summary>The next record, what happened to a container too.</summary>
    public async Task<LogRecord?> NextOfAllAsync()
    {
        using var limit = new CancellationTokenSource(Eventually.Deadline);
        using var message = new MemoryStream();
        try
        {
            while (true)
            {
                var part = await _socket.ReceiveAsync(_buffer.AsMemory(), limit.Token);
                if (part.MessageType == WebSocketMessageType.Close) return null;
                message.Write(_buffer, 0, part.Count);
                if (part.EndOfMessage) return LogRecord.Parse(Encoding.UTF8.GetString(message.GetBuffer(), 0, (int)message.Length));
            }
        }
        catch (WebSocketException)
        {
            return null;
        }
    }

    public async Task<List<LogRecord>> TakeAsync(int count)
    {
        var records = new List<LogRecord>();
        while (records.Count < count && await NextAsync() is { } record) records.Add(record);
        return records;
    }

    public void Dispose() => _socket.Dispose();
}
