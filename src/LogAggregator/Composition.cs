using System;
using System.Threading.Tasks;
using LogAggregator.Api;
using LogAggregator.Api.Export;
using LogAggregator.Api.Health;
using LogAggregator.Api.Live;
using LogAggregator.Api.Logs;
using LogAggregator.Configuration;
using LogAggregator.Engine;
using LogAggregator.Metrics;
using LogAggregator.Status;
using LogAggregator.Tail;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace LogAggregator;

/// <summary>
/// The object graph, built by hand in the order data flows: store, pipeline, live tail, collector, API. Owns the store and
/// the web application; disposing commits all that was taken.
/// </summary>
sealed class Composition : IAsyncDisposable
{
    Composition(ILogStore store, WebApplication app) => (Store, App) = (store, app);

    public ILogStore Store { get; }

    public WebApplication App { get; }

    public static Composition Build(ServiceOptions options, ILoggerFactory loggers, TimeProvider time)
    {
        var metrics = new ServiceMetrics();
        var status = new ServiceStatus();
        var tail = new LiveTail(metrics);
        var store = new MemoryLogStore(tail.Publish);
        var handlers = new ApiHandlers(
            new HealthHandler(store, status, () => DiskSpace.Of(options.LogDirectory, options.MinFreeDisk), time),
            new LogsHandler(store, time),
            new ExportHandler(store, time),
            new EventStreamHandler(store, tail, time),
            new LiveSocketHandler(store, tail, time));
        return new Composition(store, ApiHost.Build(options, handlers, metrics, loggers));
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Store.DisposeAsync();
    }
}
