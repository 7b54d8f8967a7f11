using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace LogAggregator.Collect.Docker.Engine;

/// <summary>
/// HTTP to one engine. Short calls and streams have connections of their own, so that neither waits for the other. Turns
/// what can go wrong on the way into the two exceptions of this folder.
/// </summary>
sealed class EngineConnection : IDisposable
{
    /// <summary>For a whole short call. A list of a thousand containers takes a busy daemon seconds.</summary>
    public static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(30);

    static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    /// <summary>What is read of a refusal's text.</summary>
    const int MaxErrorBytes = 64 * 1024;

    /// <summary>Of a request on a connection that was closed meanwhile. The last of so many finds a connection of its own, if only few are kept.</summary>
    const int MaxRetries = 3;

    readonly DockerEndpoint _endpoint;
    readonly TimeProvider _time;
    readonly HttpClient _calls;
    readonly HttpClient _streams;
    readonly HttpClient _downloads;

    public EngineConnection(DockerEndpoint endpoint, TimeProvider time)
    {
        _endpoint = endpoint;
        _time = time;
        _calls = CreateClient(socket => new NetworkStream(socket, ownsSocket: true));
        _streams = CreateClient(socket => new GatheringStream(socket, time));
        _downloads = endpoint.SocketPath is { } path ? CreateReadAheadClient(path) : _streams;
    }

    /// <summary>A short answer, read whole.</summary>
    public async Task<HttpResponseMessage> GetAsync(string path, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(CallTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await SendAsync(_calls, path, HttpCompletionOption.ResponseContentRead, either.Token);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DockerUnavailableException(Unavailability.TimedOut(_endpoint, CallTimeout), exception);
        }
    }

    /// <summary>As <see cref="GetAsync"/>, parsed.</summary>
    public async Task<JsonDocument> GetJsonAsync(string path, CancellationToken cancellationToken)
    {
        using var response = await GetAsync(path, cancellationToken);
        try
        {
            return JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken));
        }
        catch (JsonException exception)
        {
            throw new DockerUnavailableException($"{_endpoint.Text} does not answer {path} as a Docker engine: {exception.Message}", exception);
        }
    }

    /// <summary>
    /// An answer without limit of time, neither for its headers nor for its end: an engine may keep the headers until
    /// there is something to send.
    /// </summary>
    public Task<HttpResponseMessage> OpenAsync(string path, CancellationToken cancellationToken)
        => SendAsync(_streams, path, HttpCompletionOption.ResponseHeadersRead, cancellationToken);

    /// <summary>The same for a long answer that is wanted as fast as the engine can send it. Costs a thread while it is read.</summary>
    public Task<HttpResponseMessage> OpenDownloadAsync(string path, CancellationToken cancellationToken)
        => SendAsync(_downloads, path, HttpCompletionOption.ResponseHeadersRead, cancellationToken);

    public DockerUnavailableException Broken(Exception exception)
        => new(Unavailability.Describe(_endpoint, exception, SocketOwner.GroupOf), exception);

    /// <summary>What a broken connection throws.</summary>
    public static bool IsBroken(Exception exception)
        => exception is HttpRequestException or IOException or SocketException or AuthenticationException;

    public void Dispose()
    {
        _calls.Dispose();
        _streams.Dispose();
        _downloads.Dispose();
    }

    async Task<HttpResponseMessage> SendAsync(HttpClient client, string path, HttpCompletionOption completion, CancellationToken cancellationToken)
    {
        try
        {
            var response = await AskAsync(client, path, completion, cancellationToken);
            if (response.StatusCode == HttpStatusCode.OK)
                return response;
            using (response)
                throw await RefusalAsync(response, cancellationToken);
        }
        catch (Exception exception) when (IsBroken(exception))
        {
            throw Broken(exception);
        }
        // HttpClient reports a connection that is not made in time as a cancelled call.
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw Broken(exception);
        }
    }

    /// <summary>
    /// A kept connection may be closed by the engine, or by a proxy that cuts idle ones, just when the next request is written to
    /// it: that one, a GET as all are, is asked again. No loss of the engine.
    /// </summary>
    static async Task<HttpResponseMessage> AskAsync(HttpClient client, string path, HttpCompletionOption completion, CancellationToken cancellationToken)
    {
        for (var retries = 0; ; retries++)
        {
            try
            {
                return await client.GetAsync(path, completion, cancellationToken);
            }
            catch (HttpRequestException exception) when (retries < MaxRetries && WasClosed(exception))
            {
                // Asked again; an engine that is gone refuses the next connection.
            }
        }
    }

    /// <summary>EPIPE where it was closed before the request came, ECONNRESET where it was closed with the request unread.</summary>
    static bool WasClosed(Exception? exception) => exception switch
    {
        null => false,
        SocketException { SocketErrorCode: SocketError.Shutdown or SocketError.ConnectionReset } => true,
        _ => WasClosed(exception.InnerException),
    };

    static async Task<DockerRequestException> RefusalAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = new byte[MaxErrorBytes];
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var length = await stream.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, cancellationToken);
        return new DockerRequestException((int)response.StatusCode, ContainerJson.ReadMessage(body.AsMemory(0, length), response.ReasonPhrase ?? ""));
    }

    HttpClient CreateClient(Func<Socket, Stream> streamOver) => CreateClient(
        async (context, cancellationToken) => streamOver(await EngineSocket.ConnectAsync(_endpoint.SocketPath, context.DnsEndPoint, cancellationToken)),
        Timeout.InfiniteTimeSpan);

    HttpClient CreateReadAheadClient(string socketPath) => CreateClient(
        async (_, cancellationToken) => new ReadAheadStream(await EngineSocket.ConnectForReadAheadAsync(socketPath, ConnectTimeout, cancellationToken)),
        TimeSpan.Zero);

    HttpClient CreateClient(Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>> connect, TimeSpan keptFor)
    {
        var sockets = new SocketsHttpHandler
        {
            ConnectCallback = connect,
            ConnectTimeout = ConnectTimeout,
            PooledConnectionLifetime = keptFor,
            MaxResponseDrainSize = 0,
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            ActivityHeadersPropagator = null,
        };
        if (_endpoint.Tls is not null)
            sockets.SslOptions = _endpoint.Tls.ToOptions();
        return new HttpClient(new GetOnlyHandler(sockets)) { BaseAddress = _endpoint.BaseAddress, Timeout = Timeout.InfiniteTimeSpan };
    }
}
