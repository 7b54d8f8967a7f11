using LogAggregator.Api.Export;
using LogAggregator.Api.Health;
using LogAggregator.Api.Live;
using LogAggregator.Api.Logs;

namespace LogAggregator.Api;

/// <summary>Everyone who answers requests.</summary>
sealed record ApiHandlers(
    HealthHandler Health,
    LogsHandler Logs,
    ExportHandler Export,
    EventStreamHandler EventStream,
    LiveSocketHandler LiveSocket);
