using System;
using LogAggregator.Collect.Docker.Lines;
using LogAggregator.Metrics;
using LogAggregator.Pipeline;
using LogAggregator.Status;
using Microsoft.Extensions.Logging;

namespace LogAggregator.Collect.Docker;

/// <summary>What every part of the collector needs.</summary>
sealed record CollectorContext(
    CollectorOptions Options,
    IngestPipeline Pipeline,
    RecordWriterPool Writers,
    ServiceStatus Status,
    Predecessors Predecessors,
    ServiceMetrics Metrics,
    ILogger Logger,
    TimeProvider Time,
    Random Random)
{
    /// <summary>Our clock, ns since the Unix epoch.</summary>
    public long NowNs => (Time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * 100;

    /// <summary>A clock that only goes forward, ms.</summary>
    public long NowMs => (long)Time.GetElapsedTime(0).TotalMilliseconds;
}
