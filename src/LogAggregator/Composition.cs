using System;
using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Api;
using LogAggregator.Api.Containers;
using LogAggregator.Api.Export;
using LogAggregator.Api.Health;
using LogAggregator.Api.Live;
using LogAggregator.Api.Logs;
using LogAggregator.Api.Older;
using LogAggregator.Api.Prometheus;
using LogAggregator.Configuration;
using LogAggregator.Engine;
using LogAggregator.Ingest.Http;
using LogAggregator.Logging;
using LogAggregator.Metrics;
using LogAggregator.Pipeline;
using LogAggregator.Status;
using LogAggregator.Tail;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace LogAggregator;

/// <summary>
/// The object graph, built by hand in the order data flows: live tail and store, pipeline, collector, API. Owns them;
/// disposing commits all that was taken.
/// </summary>
sealed class Composition : IAsyncDisposable
{
    readonly ILogStore _store;
    readonly ContainerRates _rates;

    public WebApplication App { get; }

    /// <exception cref="StoreInUseException">Another process works in the log directory.</exception>
    /// <exception cref="System.IO.IOException">The log directory cannot be used.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static Composition Build(ServiceOptions options, ILoggerFactory loggers, TimeProvider time)
    {
        var metrics = new ServiceMetrics();
        var status = new ServiceStatus();
        var tail = new LiveTail(metrics);
        var events = new StoreEventLog(loggers.CreateLogger<StoreEventLog>());
        var store = EmbeddedLogStore.Open(StoreOptions(options), time, tail.Publish, events.Write);
        return new Composition(store, options, loggers, time, metrics, status, tail);
    }

    Composition(ILogStore store, ServiceOptions options, ILoggerFactory loggers, TimeProvider time, ServiceMetrics metrics, ServiceStatus status, LiveTail tail)
    {
        var pipeline = new IngestPipeline(store, metrics);
        var posts = new PostLogsHandler(pipeline, metrics, time, loggers.CreateLogger<PostLogsHandler>());
        _store = store;
        _rates = new ContainerRates(store, time);
        DiskSpace Disk() => DiskSpace.Of(options.LogDirectory, options.MinFreeDisk);
        var handlers = new ApiHandlers(
            new HealthHandler(store, status, Disk, time),
            new LogsHandler(store, time),
            new ExportHandler(store, time),
            new EventStreamHandler(store, tail, time),
            new LiveSocketHandler(store, tail, time),
            posts.PostAsync,
            new ContainersHandler(store, status, _rates),
            new MetricsHandler(store, status, metrics, Disk),
            new OlderLogsHandler(store),
            new OlderStatsHandler(store, time),
            new OlderCollectHandler(store, metrics, time));
        App = ApiHost.Build(options, handlers, metrics, loggers);
    }

    /// <summary>Everything that works on its own, until it is told to stop. Ends early only with an exception: a fault of the service.</summary>
    public Task RunAsync(CancellationToken cancellationToken) => _rates.RunAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await _store.DisposeAsync();
    }

    static EmbeddedStoreOptions StoreOptions(ServiceOptions options) => new()
    {
        Directory = options.LogDirectory,
        MaxRecentRecords = options.MaxLogsMemory,
        RetentionDays = options.RetentionAge?.TotalDays,
        RetentionBytes = options.RetentionBytes,
        MinFreeDiskBytes = options.MinFreeDisk ?? 0,
    };
}
