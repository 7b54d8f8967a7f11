using System;
using System.Collections.Concurrent;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace LogAggregator.Tests.Collect.Docker.Engine;

/// <summary>
/// A small HTTP server that says byte for byte what a test wants, on a unix socket, or on a port with TLS. A connection is
/// closed after its answer.
/// </summary>
sealed class ScriptedServer : IAsyncDisposable
{
    readonly Socket _listener;
    readonly string? _directory;
    readonly SslServerAuthenticationOptions? _tls;
    readonly CancellationTokenSource _stop = new();
    readonly ConcurrentDictionary<string, Func<Stream, CancellationToken, Task>> _answers = new();
    readonly Task _accepting;

    public ScriptedServer(SslServerAuthenticationOptions? tls = null)
    {
        _tls = tls;
        _directory = tls is null ? Directory.CreateTempSubdirectory("la-").FullName : null;
        _listener = _directory is null
            ? new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
            : new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        _listener.Bind(_directory is null ? new IPEndPoint(IPAddress.Loopback, 0) : new UnixDomainSocketEndPoint(Path.Combine(_directory, "d.sock")));
        _listener.Listen();
        _accepting = AcceptAsync();
    }

    public string Endpoint => _directory is null
        ? $"tcp://127.0.0.1:{((IPEndPoint)_listener.LocalEndPoint!).Port}"
        : "unix://" + Path.Combine(_directory, "d.sock");

    /// <summary>Paths with queries as they were asked for.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    /// <summary>What to write for a path (without query).</summary>
    public ScriptedServer Answer(string path, Func<Stream, CancellationToken, Task> write)
    {
        _answers[path] = write;
        return this;
    }

    public ScriptedServer Answer(string path, int status, string body, string headers = "")
        => Answer(path, (stream, cancellationToken) => stream.WriteAsync(
            Encoding.UTF8.GetBytes($"HTTP/1.1 {status} Said\r\n{headers}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}"),
            cancellationToken).AsTask());

    /// <summary>A chunked answer; without its last chunk it ends as a broken connection does.</summary>
    public ScriptedServer AnswerChunked(string path, bool terminated, params byte[][] chunks)
        => Answer(path, async (stream, cancellationToken) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"u8.ToArray(), cancellationToken);
            foreach (var chunk in chunks)
                await WriteChunkAsync(stream, chunk, cancellationToken);
            if (terminated)
                await WriteChunkAsync(stream, [], cancellationToken);
        });

    public static async Task WriteChunkAsync(Stream stream, byte[] chunk, CancellationToken cancellationToken)
        => await stream.WriteAsync(
            LogWriter.Join(Encoding.ASCII.GetBytes($"{chunk.Length:x}\r\n"), chunk, "\r\n"u8.ToArray()), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        if (_directory is not null)
            Directory.Delete(_directory, recursive: true);
    }

    async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptAsync(_stop.Token));
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Disposed.
        }
    }

    async Task ServeAsync(Socket socket)
    {
        try
        {
            await using Stream plain = new NetworkStream(socket, ownsSocket: true);
            await using var stream = await SecureAsync(plain);
            var head = await ReadHeadAsync(stream);
            var target = head.Split(' ')[1];
            Requests.Enqueue(target);
            if (_answers.TryGetValue(target.Split('?')[0], out var answer))
                await answer(stream, _stop.Token);
            else
                await stream.WriteAsync("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), _stop.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or System.Security.Authentication.AuthenticationException)
        {
            // The client went, or the test ended.
        }
    }

    async Task<Stream> SecureAsync(Stream plain)
    {
        if (_tls is null)
            return plain;
        var secure = new SslStream(plain);
        await secure.AuthenticateAsServerAsync(_tls, _stop.Token);
        return secure;
    }

    async Task<string> ReadHeadAsync(Stream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await stream.ReadExactlyAsync(one, _stop.Token);
            head.Append((char)one[0]);
        }
        return head.ToString();
    }
}
