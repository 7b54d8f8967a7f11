using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Configuration;
using LogAggregator.Engine;
using LogAggregator.Metrics;
using LogAggregator.Tail;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace LogAggregator.Tests;

/// <summary>The whole service but its collector's loop, on a free port of this machine, over a store in memory.</summary>
sealed class TestService : IAsyncDisposable
{
    readonly Composition _composition;
    readonly SocketsHttpHandler _connections = new();

    TestService(Composition composition, Uri address)
    {
        _composition = composition;
        Http = new HttpClient(_connections) { BaseAddress = address };
    }

    public HttpClient Http { get; }

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <param name="wrap">Puts another store around the one in memory.</param>
    /// <param name="settings">Environment variables.</param>
    /// <param name="time">The clock; noon of a day, standing, if not given.</param>
    public static async Task<TestService> StartAsync(
        Func<ILogStore, ILogStore>? wrap = null, Dictionary<string, string>? settings = null, TimeProvider? time = null)
    {
        var environment = new Dictionary<string, string> { ["PORT"] = "0", ["LOG_DIRECTORY"] = Path.GetTempPath(), ["DOCKER_HOST"] = "unix:///nobody/listens/here" };
        foreach (var (name, value) in settings ?? []) environment[name] = value;
        var options = OptionsReader.Read(new Dictionary<string, string>(), environment.GetValueOrDefault, out var errors);
        Assert.Empty(errors);
        var metrics = new ServiceMetrics();
        var tail = new LiveTail(metrics);
        ILogStore store = new MemoryLogStore(tail.Publish);
        var composition = new Composition(wrap?.Invoke(store) ?? store, tail, metrics, options, NullLoggerFactory.Instance, time ?? ManualTime.AtNoon());
        await composition.App.StartAsync(Token);
        var port = new Uri(composition.App.Urls.First().Replace("[::]", "localhost", StringComparison.Ordinal)).Port;
        return new TestService(composition, new Uri($"http://127.0.0.1:{port}"));
    }

    /// <summary>Every route of the service: <c>GET /logs</c>.</summary>
    public IEnumerable<string> Routes() => ((IEndpointRouteBuilder)_composition.App).DataSources
        .SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
        .Select(endpoint => $"{endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods[0]} {endpoint.RoutePattern.RawText}");

    public Task<HttpResponseMessage> GetAsync(string path) => Http.GetAsync(new Uri(path, UriKind.Relative), Token);

    /// <summary>The body of a successful answer.</summary>
    public async Task<JsonObject> GetJsonAsync(string path)
    {
        using var response = await GetAsync(path);
        response.EnsureSuccessStatusCode();
        return await ReadAsync(response);
    }

    public Task<HttpResponseMessage> PostAsync(string body, string? contentType = "application/json") => PostAsync("/logs", Encoding.UTF8.GetBytes(body), contentType);

    public async Task<HttpResponseMessage> PostAsync(string path, byte[] body, string? contentType = null, string? encoding = null)
    {
        using var content = new ByteArrayContent(body);
        if (contentType is not null) content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        if (encoding is not null) content.Headers.ContentEncoding.Add(encoding);
        return await Http.PostAsync(new Uri(path, UriKind.Relative), content, Token);
    }

    /// <summary>Posts a line that has to be kept.</summary>
    public async Task KeepAsync(string service, string level, string message, string more = "")
    {
        using var response = await PostAsync($$"""{"service":"{{service}}","level":"{{level}}","message":"{{message}}"{{more}}}""");
        Assert.Equal(201, (int)response.StatusCode);
    }

    public static async Task<JsonObject> ReadAsync(HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync(Token))!.AsObject();

    /// <summary>The sentence of an error, whose form is checked.</summary>
    public static async Task<JsonObject> ProblemAsync(HttpResponseMessage response, int status)
    {
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.ToString());
        var problem = await ReadAsync(response);
        Assert.Equal(status, (int)problem["status"]!);
        Assert.NotEmpty((string)problem["detail"]!);
        return problem;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        _connections.Dispose();
        await _composition.App.StopAsync(CancellationToken.None);
        await _composition.DisposeAsync();
    }
}
