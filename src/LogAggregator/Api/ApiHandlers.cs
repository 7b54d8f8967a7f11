using LogAggregator.Api.Containers;
using LogAggregator.Api.Export;
using LogAggregator.Api.Health;
using LogAggregator.Api.Live;
using LogAggregator.Api.Logs;
using LogAggregator.Api.Older;
using LogAggregator.Api.Prometheus;
using LogAggregator.Api.Queries;
using LogAggregator.Api.UiSettings;
using Microsoft.AspNetCore.Http;

namespace LogAggregator.Api;

/// <summary>Everyone who answers requests. Posts are answered by the ingest side, which the API does not know.</summary>
sealed record ApiHandlers(
    HealthHandler Health,
    LogsHandler Logs,
    RequestDelegate PostLogs,
    ExportHandler Export,
    QueryHandler Query,
    HistogramHandler Histogram,
    FacetsHandler Facets,
    PatternsHandler Patterns,
    ContextHandler Context,
    EventStreamHandler EventStream,
    LiveSocketHandler LiveSocket,
    ContainersHandler Containers,
    MetricsHandler Metrics,
    SettingsHandler Settings,
    OlderLogsHandler OlderLogs,
    OlderStatsHandler OlderStats,
    OlderCollectHandler OlderCollect);
