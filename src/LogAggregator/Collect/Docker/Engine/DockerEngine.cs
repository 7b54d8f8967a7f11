using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;

namespace LogAggregator.Collect.Docker.Engine;

/// <summary>A Docker engine over its HTTP API. Paths carry the version that the last <see cref="ConnectAsync"/> agreed on.</summary>
sealed class DockerEngine : IDockerEngine, IDisposable
{
    /// <summary>Container events alone: <c>{"type":["container"]}</c>.</summary>
    const string ContainerEvents = "%7B%22type%22%3A%5B%22container%22%5D%7D";

    /// <summary>Events further back are not asked for: an engine remembers 256, and the list tells what has become of the containers.</summary>
    const long LongestAbsenceSeconds = 3600;

    readonly DockerEndpoint _endpoint;
    readonly TimeProvider _time;
    readonly EngineConnection _connection;
    string _prefix = "/v" + ApiVersions.Oldest;

    public DockerEngine(DockerEndpoint endpoint, TimeProvider time)
    {
        _endpoint = endpoint;
        _time = time;
        _connection = new EngineConnection(endpoint, time);
    }

    public string Endpoint => _endpoint.Text;

    public async Task<EngineInfo> ConnectAsync(CancellationToken cancellationToken)
    {
        using var ping = await PingAsync(cancellationToken);
        using var body = await _connection.GetJsonAsync("/version", cancellationToken);
        var version = body.RootElement;
        var newest = ApiVersionOf(ping) ?? ContainerJson.Text(version, "ApiVersion");
        var oldest = Version.TryParse(ContainerJson.Text(version, "MinAPIVersion"), out var minimum) ? minimum : null;
        if (!Version.TryParse(newest, out var engine) || !ApiVersions.TryAgree(engine, oldest, out var agreed))
            throw new DockerUnavailableException(
                $"{Endpoint} speaks version '{newest}' of the Docker API; at least {ApiVersions.Oldest} is needed (Docker 19.03, Podman 3).");
        _prefix = $"/v{agreed}";
        var (id, hostName) = await ReadIdentityAsync(cancellationToken);
        return new EngineInfo(id, hostName, ContainerJson.Text(version, "Version"), agreed);
    }

    public async Task<IReadOnlyList<ContainerSummary>> ListContainersAsync(CancellationToken cancellationToken)
    {
        using var body = await _connection.GetJsonAsync(_prefix + "/containers/json?all=1", cancellationToken);
        return ContainerJson.ReadList(body.RootElement);
    }

    public async Task<ContainerDetails?> InspectAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            using var body = await _connection.GetJsonAsync($"{_prefix}/containers/{id}/json", cancellationToken);
            return ContainerJson.ReadDetails(body.RootElement);
        }
        catch (DockerRequestException exception) when (exception.StatusCode == (int)HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    public async IAsyncEnumerable<ContainerEvent> ReadEventsAsync(
        long sinceNs, TaskCompletionSource subscribed, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var since = await SubscriptionStartAsync(sinceNs, cancellationToken);
        using var response = await _connection.OpenAsync($"{_prefix}/events?filters={ContainerEvents}{since}", cancellationToken);
        subscribed.TrySetResult();
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        await using var events = EventLines.ReadAsync(stream, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await MoveNextAsync(events))
            yield return events.Current;
    }

    public async Task<ILogReading> OpenLogsAsync(string id, LogRequest request, CancellationToken cancellationToken)
    {
        var follow = request.Follow ? "&follow=1" : "";
        var tail = request.Tail is { } count ? $"&tail={count}" : "";
        var path = $"{_prefix}/containers/{id}/logs?stdout=1&stderr=1&timestamps=1{follow}{tail}";
        var response = await (request.IsLarge ? _connection.OpenDownloadAsync(path, cancellationToken) : _connection.OpenAsync(path, cancellationToken));
        return new LogReading(response, await response.Content.ReadAsStreamAsync(cancellationToken), request.Terminal, _time);
    }

    public void Dispose() => _connection.Dispose();

    /// <summary>
    /// An engine sends the headers of /events before it subscribes us, so an event could pass between; asked by its own
    /// clock it repeats what it remembers of the last moment, or since the newest event known.
    /// </summary>
    async Task<string> SubscriptionStartAsync(long sinceNs, CancellationToken cancellationToken)
    {
        var known = sinceNs / 1_000_000_000;
        using var ping = await PingAsync(cancellationToken);
        if (ping?.Headers.Date is not { } now) return known > 0 ? $"&since={known}" : "";
        var latest = now.ToUnixTimeSeconds() - 1;
        var since = known > 0 ? Math.Clamp(known, latest - LongestAbsenceSeconds, latest) : latest;
        return $"&since={since}";
    }

    async ValueTask<bool> MoveNextAsync(IAsyncEnumerator<ContainerEvent> events)
    {
        try
        {
            return await events.MoveNextAsync();
        }
        catch (InvalidDataException exception)
        {
            throw new DockerUnavailableException($"{Endpoint} does not send events as a Docker engine does: {exception.Message}.", exception);
        }
        catch (Exception exception) when (EngineConnection.IsBroken(exception))
        {
            throw _connection.Broken(exception);
        }
    }

    /// <summary>A proxy that allows only what is needed refuses /info; nothing depends on it.</summary>
    async Task<(string Id, string HostName)> ReadIdentityAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var body = await _connection.GetJsonAsync(_prefix + "/info", cancellationToken);
            return (ContainerJson.Text(body.RootElement, "ID"), ContainerJson.Text(body.RootElement, "Name"));
        }
        catch (DockerRequestException)
        {
            return ("", "");
        }
    }

    /// <summary>Null where a proxy refuses it.</summary>
    async Task<HttpResponseMessage?> PingAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _connection.GetAsync("/_ping", cancellationToken);
        }
        catch (DockerRequestException)
        {
            return null;
        }
    }

    static string? ApiVersionOf(HttpResponseMessage? ping)
        => ping is not null && ping.Headers.TryGetValues("Api-Version", out var values) ? string.Join("", values) : null;
}
