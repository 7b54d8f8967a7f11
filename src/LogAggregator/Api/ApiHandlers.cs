using LogAggregator.Api.Health;
using LogAggregator.Api.Logs;

namespace LogAggregator.Api;

/// <summary>Everyone who answers requests.</summary>
sealed record ApiHandlers(
    HealthHandler Health,
    LogsHandler Logs);
