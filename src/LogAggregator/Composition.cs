using System;
using System.Collections.Generic;
using System.Linq;
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
using LogAggregator.Api.Queries;
using LogAggregator.Api.UiSettings;
using LogAggregator.Collect.Docker;
using LogAggregator.Collect.Docker.Engine;
using LogAggregator.Configuration;
using LogAggregator.Demo;
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
    readonly IReadOnlyList<DockerEngine> _engines;
    readonly DockerCollector _collector;
    readonly DemoCollector? _demo;
    readonly ContainerRates _rates;
    readonly HealthWatch _health;
    readonly IdleMemory _idle;
    readonly SettingsFile _settings;

    /// <summary>Everything behind the store, which is taken over.</summary>
    /// <param name="store">Already open; gives what it takes to the tail.</param>
    /// <param name="tail">Live readers wait at it.</param>
    /// <param name="metrics">Counted in.</param>
    /// <param name="options">The settings.</param>
    /// <param name="loggers">For the service's own log.</param>
    /// <param name="time">All clocks.</param>
    public Composition(ILogStore store, LiveTail tail, ServiceMetrics metrics, ServiceOptions options, ILoggerFactory loggers, TimeProvider time)
    {
        var status = new ServiceStatus();
        var pipeline = new IngestPipeline(store, metrics);
        var posts = new PostLogsHandler(pipeline, metrics, time, loggers.CreateLogger<PostLogsHandler>());
        _store = store;
        _engines = [.. options.DockerEndpoints.Select(endpoint => new DockerEngine(endpoint, time))];
        _collector = new DockerCollector(_engines, CollectorOptionsOf(options), pipeline, store, status, metrics, loggers, time, new Random());
        foreach (var engine in _engines) status.Set(EngineStatus.Unanswered(engine.Endpoint));
        if (options.Demo is { } demo) _demo = new DemoCollector(demo, store, pipeline, status, metrics, time, loggers.CreateLogger<DemoCollector>());
        _rates = new ContainerRates(store, time);
        _idle = new IdleMemory(time);
        DiskSpace Disk() => DiskSpace.Of(options.LogDirectory, options.MinFreeDisk);
        _health = new HealthWatch(store, status, Disk, time, loggers.CreateLogger<HealthWatch>());
        _settings = new SettingsFile(options.LogDirectory, time, loggers.CreateLogger<SettingsFile>());
        var queries = new QueryExecutor(store, time);
        var handlers = new ApiHandlers(
            new HealthHandler(store, status, Disk, time),
            new LogsHandler(store, time),
            posts.PostAsync,
            new ExportHandler(store, time),
            new QueryHandler(queries),
            new HistogramHandler(queries),
            new FacetsHandler(queries),
            new PatternsHandler(queries),
            new ContextHandler(queries),
            new EventStreamHandler(store, tail, time),
            new LiveSocketHandler(store, tail, time),
            new ContainersHandler(store, status, _rates),
            new MetricsHandler(store, status, metrics, Disk),
            new SettingsHandler(_settings, loggers.CreateLogger<SettingsHandler>()),
            new OlderLogsHandler(store),
            new OlderStatsHandler(store, time),
            new OlderCollectHandler(store, metrics, time));
        App = ApiHost.Build(options, handlers, metrics, loggers);
    }

    public WebApplication App { get; }

    /// <exception cref="StoreInUseException">Another process works in the log directory.</exception>
    /// <exception cref="System.IO.IOException">The log directory cannot be used.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static Composition Build(ServiceOptions options, ILoggerFactory loggers, TimeProvider time)
    {
        var metrics = new ServiceMetrics();
        var tail = new LiveTail(metrics);
        var events = new StoreEventLog(loggers.CreateLogger<StoreEventLog>());
        var store = EmbeddedLogStore.Open(StoreOptions(options), time, tail.Publish, events.Write);
        return new Composition(store, tail, metrics, options, loggers, time);
    }

    /// <summary>Before it serves: the demo is filled.</summary>
    /// <exception cref="DemoRefusedException">The store holds records of something else.</exception>
    public Task PrepareAsync(CancellationToken cancellationToken) => _demo?.FillAsync(cancellationToken) ?? Task.CompletedTask;

    /// <summary>
    /// Everything that works without being asked, until it is told to stop; the collector has then stored what it took.
    /// One loop that fails, which is a fault of the service, takes the others with it.
    /// </summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var collecting = _demo?.RunAsync(stop.Token) ?? _collector.RunAsync(stop.Token);
        Task[] loops = [collecting, _rates.RunAsync(stop.Token), _health.RunAsync(stop.Token), _idle.RunAsync(stop.Token)];
        await Task.WhenAny(loops);
        await stop.CancelAsync();
        await Task.WhenAll(loops);
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        _settings.Dispose();
        foreach (var engine in _engines) engine.Dispose();
        await _store.DisposeAsync();
    }

    static CollectorOptions CollectorOptionsOf(ServiceOptions options) => new()
    {
        CollectionInterval = options.CollectionInterval,
        Tail = options.CollectTail,
        IsCollected = options.Containers.Collects,
        SelfId = SelfContainer.Find() ?? "",
    };

    static EmbeddedStoreOptions StoreOptions(ServiceOptions options) => new()
    {
        Directory = options.LogDirectory,
        MaxRecentRecords = options.MaxLogsMemory,
        RetentionDays = options.RetentionAge?.TotalDays,
        RetentionBytes = options.RetentionBytes,
        MinFreeDiskBytes = options.MinFreeDisk ?? 0,
    };
}
