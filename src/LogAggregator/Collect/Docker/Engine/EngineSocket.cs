using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace LogAggregator.Collect.Docker.Engine;

/// <summary>Connects to where an engine listens.</summary>
static class EngineSocket
{
    /// <param name="socketPath">Of a unix socket; null for a host.</param>
    /// <param name="host">Of a host.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async ValueTask<Socket> ConnectAsync(string? socketPath, DnsEndPoint host, CancellationToken cancellationToken)
    {
        var socket = socketPath is null ? new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true } : UnixSocket();
        try
        {
            if (socketPath is null) KeepAlive(socket);
            await socket.ConnectAsync(socketPath is null ? host : new UnixDomainSocketEndPoint(socketPath), cancellationToken);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>A socket that was never used asynchronously, for <see cref="ReadAheadStream"/>. Given up after <paramref name="timeout"/>.</summary>
    /// <exception cref="SocketException">Nobody listens, or the engine is at a stand and does not accept.</exception>
    public static Task<Socket> ConnectForReadAheadAsync(string socketPath, TimeSpan timeout, CancellationToken cancellationToken)
        => Task.Factory.StartNew(
            () => Connect(socketPath, timeout, cancellationToken), cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    static Socket Connect(string socketPath, TimeSpan timeout, CancellationToken cancellationToken)
    {
        // The kernel gives up a connect after this time, too.
        var socket = UnixSocket();
        try
        {
            socket.SendTimeout = (int)timeout.TotalMilliseconds;
            socket.Connect(new UnixDomainSocketEndPoint(socketPath));
            cancellationToken.ThrowIfCancellationRequested();
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    static Socket UnixSocket() => new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

    /// <summary>A follow may be silent for days; a dead peer is noticed after about a minute.</summary>
    static void KeepAlive(Socket socket)
    {
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 30);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 10);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 3);
    }
}
