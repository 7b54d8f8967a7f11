using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using LogAggregator.Api;
using LogAggregator.Api.Export;
using LogAggregator.Api.Live;
using LogAggregator.Engine;
using LogAggregator.Engine.Model;
using LogAggregator.Metrics;
using LogAggregator.Tail;
using LogAggregator.Tests.Tail;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LogAggregator.Tests.Api;

/// <summary>A real server on the loopback with the endpoints that give records out, over a store in memory.</summary>
sealed class RecordsServer : IAsyncDisposable
{
    readonly WebApplication _app;

    RecordsServer(WebApplication app, MemoryLogStore store, ServiceMetrics metrics)
    {
        (_app, Store, Metrics) = (app, store, metrics);
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public MemoryLogStore Store { get; }

    public ServiceMetrics Metrics { get; }

    public HttpClient Client { get; }

    public Uri SocketAddress => new UriBuilder(Client.BaseAddress!) { Scheme = "ws", Path = "/ws/logs" }.Uri;

    public static async Task<RecordsServer> StartAsync()
    {
        var metrics = new ServiceMetrics();
        var tail = new LiveTail(metrics);
        var store = new MemoryLogStore(tail.Publish);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        app.UseWebSockets();
        app.UseRouting();
        Routes.Map(app, [
            new("GET", "/logs/export", new ExportHandler(store, TimeProvider.System).GetAsync),
            new("GET", "/logs/stream", new EventStreamHandler(store, tail, TimeProvider.System).GetAsync),
            new("GET", "/ws/logs", new LiveSocketHandler(store, tail, TimeProvider.System).GetAsync),
        ]);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new RecordsServer(app, store, metrics);
    }

    /// <summary>Until so many live readers are connected: only then does a record that is appended reach them.</summary>
    public async Task UntilReadersAsync(long readers)
    {
        while (Metrics.LiveReaders.Value != readers)
        {
            await Task.Delay(2, TestContext.Current.CancellationToken);
        }
    }

    public Task AppendAsync(params IEnumerable<string> lines) => AppendAsync(Records.Batch(lines));

    public Task AppendAsync(RecordBatch batch) => Store.AppendAsync(batch, Durability.Written, TestContext.Current.CancellationToken).AsTask();

    public Task StopAsync() => _app.StopAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        await Store.DisposeAsync();
    }
}
