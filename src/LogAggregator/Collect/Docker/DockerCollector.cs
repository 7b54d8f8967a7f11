using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Collect.Docker.Engine;
using LogAggregator.Collect.Docker.Lines;
using LogAggregator.Collect.Docker.Positions;
using LogAggregator.Engine;
using LogAggregator.Metrics;
using LogAggregator.Pipeline;
using LogAggregator.Status;
using Microsoft.Extensions.Logging;

namespace LogAggregator.Collect.Docker;

/// <summary>Collects every container of every engine into the pipeline.</summary>
/// <param name="engines">Owned by the caller.</param>
/// <param name="options">What is collected.</param>
/// <param name="pipeline">Where it goes.</param>
/// <param name="store">Has the positions from before the start, and the records of containers that are gone.</param>
/// <param name="status">Gets the state of engines and containers.</param>
/// <param name="metrics">Counted in.</param>
/// <param name="loggers">For the service's own log.</param>
/// <param name="time">All clocks and timers.</param>
/// <param name="random">Spreads retries. Used under a lock on it.</param>
sealed class DockerCollector(
    IReadOnlyList<IDockerEngine> engines,
    CollectorOptions options,
    IngestPipeline pipeline,
    ILogStore store,
    ServiceStatus status,
    ServiceMetrics metrics,
    ILoggerFactory loggers,
    TimeProvider time,
    Random random)
{
    /// <summary>What is taken is stored within this time after the stop. What is not, Docker still has.</summary>
    static readonly TimeSpan Grace = TimeSpan.FromSeconds(4);

    /// <summary>Runs until cancelled; then stores what was taken, within four seconds.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var context = new CollectorContext(
            options, pipeline, new RecordWriterPool(metrics), status, new Predecessors(store, status), metrics, loggers.CreateLogger("Collector"), time, random);
        var stored = new StoredPositions(store.Positions);
        using var grace = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        await using var stop = cancellationToken.UnsafeRegister(static grace => ((CancellationTokenSource)grace!).CancelAfter(Grace), grace);
        await Task.WhenAll(engines.Select(engine => new EngineCollector(engine, context, stored).RunAsync(cancellationToken, grace.Token)));
    }
}
