using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace LogAggregator.EndToEnd.Harness;

/// <summary>
/// A proxy before an engine's socket. It counts the requests, and like real ones it can end connections on which nothing
/// came back for a while, in the middle of a response, whatever they are for.
/// </summary>
sealed class SocketProxy : IAsyncDisposable
{
    readonly string _target;
    readonly TimeSpan _idle;
    readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    readonly CancellationTokenSource _stop = new();
    readonly Task _accepting;
    int _cuts;
    int _requests;

    /// <param name="target">The engine's socket.</param>
    /// <param name="idle">How long nothing may come back before a connection is cut; null: for ever.</param>
    public SocketProxy(string target, TimeSpan? idle = null)
    {
        _target = target;
        _idle = idle ?? Timeout.InfiniteTimeSpan;
        var path = Path.Combine(TestEnvironment.NewFolder("p"), "proxy.sock");
        Endpoint = "unix://" + path;
        _listener.Bind(new UnixDomainSocketEndPoint(path));
        _listener.Listen(512);
        _accepting = AcceptAsync();
    }

    public string Endpoint { get; }

    /// <summary>Connections that it ended.</summary>
    public int Cuts => _cuts;

    /// <summary>Requests that went through. Each is sent in one piece.</summary>
    public int Requests => _requests;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stop.Dispose();
    }

    async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true) connections.Add(RelayAsync(await _listener.AcceptAsync(_stop.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Disposed.
        }

        await Task.WhenAll(connections);
    }

    async Task RelayAsync(Socket client)
    {
        using var server = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        using (client)
        {
            try
            {
                await server.ConnectAsync(new UnixDomainSocketEndPoint(_target), both.Token);
                var requests = CopyAsync(client, server, Timeout.InfiniteTimeSpan, both.Token);
                await CopyAsync(server, client, _idle, both.Token);
                await both.CancelAsync();
                await requests;
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // Cut, by us or by one of the ends.
            }
        }
    }

    async Task CopyAsync(Socket from, Socket to, TimeSpan idle, CancellationToken cancellationToken)
    {
        var buffer = new byte[32 * 1024];
        while (true)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(idle);
            int count;
            try
            {
                count = await from.ReceiveAsync(buffer, limit.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                Interlocked.Increment(ref _cuts);
                return;
            }

            if (count == 0) return;
            if (buffer.AsSpan(0, count).StartsWith("GET "u8)) Interlocked.Increment(ref _requests);
            for (var sent = 0; sent < count;) sent += await to.SendAsync(buffer.AsMemory(sent, count - sent), cancellationToken);
        }
    }
}
