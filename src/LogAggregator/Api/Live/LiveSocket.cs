using System;
using System.Net.WebSockets;
using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Tail;

namespace LogAggregator.Api.Live;

/// <summary>
/// One open WebSocket. What the client sends is read and thrown away: only that it closes matters. A cancelled send or
/// receive would cut the connection without a word, so both are cancelled only when the time to say goodbye is over.
/// </summary>
sealed class LiveSocket(WebSocket socket, TimeProvider time) : IAsyncDisposable
{
    /// <summary>For the last record, and the client's answer to the close, after which the connection is cut.</summary>
    static readonly TimeSpan GoodbyeTime = TimeSpan.FromSeconds(1);

    /// <summary>A client's message may be so long; one that is longer ends the connection with status 1009.</summary>
    const int MaxMessageBytes = 64 * 1024;

    readonly CancellationTokenSource _cut = new();
    readonly CancellationTokenSource _ended = new();
    ITimer? _goodbye;
    WebSocketCloseStatus _status = WebSocketCloseStatus.NormalClosure;

    public async Task RunAsync(LiveReading reading, LiveQuery query, CancellationToken stopping)
    {
        await using var stop = stopping.Register(() => End(WebSocketCloseStatus.EndpointUnavailable));
        var receiving = ReceiveAsync();
        await using var sink = new SocketSink(socket, query.Notices, _cut.Token);
        try
        {
            await reading.RunAsync(query.Filter, query.Cursor, sink, _ended.Token);
        }
        catch (OperationCanceledException) when (_ended.IsCancellationRequested)
        {
            // Said goodbye, by one side or the other.
        }
        catch (WebSocketException)
        {
            // The client went away without a word.
        }
        finally
        {
            End(WebSocketCloseStatus.InternalServerError);
            await CloseAsync();
            await receiving;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_goodbye is not null) await _goodbye.DisposeAsync();
        _cut.Dispose();
        _ended.Dispose();
    }

    /// <summary>Ends the reading; the first reason counts.</summary>
    void End(WebSocketCloseStatus status)
    {
        lock (_ended)
        {
            if (_ended.IsCancellationRequested) return;
            _status = status;
            _goodbye = time.CreateTimer(_ => _cut.Cancel(), null, GoodbyeTime, Timeout.InfiniteTimeSpan);
            _ended.Cancel();
        }
    }

    async Task ReceiveAsync()
    {
        var buffer = new byte[1024];
        try
        {
            for (var bytes = 0; ;)
            {
                var received = await socket.ReceiveAsync(buffer.AsMemory(), _cut.Token);
                if (received.MessageType == WebSocketMessageType.Close) break;
                bytes = received.EndOfMessage ? 0 : bytes + received.Count;
                if (bytes > MaxMessageBytes) End(WebSocketCloseStatus.MessageTooBig);
            }
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException)
        {
            // The client went away without a word, or did not answer the goodbye in time.
        }

        End(WebSocketCloseStatus.NormalClosure);
    }

    async Task CloseAsync()
    {
        try
        {
            await socket.CloseOutputAsync(_status, null, _cut.Token);
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException)
        {
            // Nobody is there to be told.
        }
    }
}
