using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Configuration;
using LogAggregator.Engine;
using LogAggregator.Metrics;
using LogAggregator.Pipeline;
using LogAggregator.Status;
using Microsoft.Extensions.Logging;

namespace LogAggregator.Demo;

/// <summary>Stands where the Docker collector stands: fills an empty store with a day that was made up, and goes on live.</summary>
sealed partial class DemoCollector(
    DemoOptions options, ILogStore store, IngestPipeline pipeline, ServiceStatus status, ServiceMetrics metrics, TimeProvider time, ILogger<DemoCollector> logger)
{
    /// <summary>Key of the position that says: this store is the demo's. Its value is the seed, as text.</summary>
    const string Mark = "demo";

    /// <summary>Between two looks at what was printed live: as one thing for the eye.</summary>
    static readonly TimeSpan Step = TimeSpan.FromMilliseconds(200);

    /// <summary>A machine that slept longer does not print all of it when it wakes.</summary>
    static readonly TimeSpan MaxLag = TimeSpan.FromMinutes(1);

    readonly DemoIntake _intake = new(pipeline, metrics);

    /// <summary>The last commit failed, and that was told.</summary>
    bool _failing;

    /// <summary>Completes when the history is stored, in a moment: the service serves only then.</summary>
    /// <exception cref="DemoRefusedException">The store has records that are not of the demo; nothing is written.</exception>
    public async Task FillAsync(CancellationToken cancellationToken)
    {
        if (HasForeignRecords()) throw new DemoRefusedException();
        Report();
        if (store.Positions.ContainsKey(Mark)) return;
        var end = options.Now ?? time.GetUtcNow();
        var history = new DemoTimeline(DemoDay.History(end), options.Seed);
        _intake.Mark(Mark, Encoding.ASCII.GetBytes(options.Seed.ToString(CultureInfo.InvariantCulture)));
        while (history.TryTake(end, out var print))
        {
            _intake.Take(print);
            if (_intake.IsFull) await _intake.CommitAsync(cancellationToken);
        }

        await _intake.CommitAsync(cancellationToken);
    }

    /// <summary>Prints until it is told to stop.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!options.Live) await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);
        var live = LiveFrom(time.GetUtcNow());
        var looked = time.GetUtcNow();
        using var timer = new PeriodicTimer(Step, time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            var now = time.GetUtcNow();
            if (now - looked > MaxLag) live = LiveFrom(now);
            looked = now;
            if (!_intake.HasTaken) TakeUntil(live, now);
            await TryCommitAsync(cancellationToken);
        }
    }

    /// <summary>The containers, and an engine that is none.</summary>
    void Report()
    {
        status.Set(EngineStatus.Demo);
        foreach (var container in DemoContainers.All.Where(container => container.State != DemoContainer.Removed)) status.Set(container.Status);
    }

    bool HasForeignRecords() =>
        store.Sources.Any(source => source.Source.Host != DemoContainer.Host) || store.Positions.Keys.Any(key => key != Mark);

    DemoTimeline LiveFrom(DateTimeOffset start) => new(DemoDay.Live(start), options.Seed);

    void TakeUntil(DemoTimeline live, DateTimeOffset now)
    {
        while (!_intake.IsFull && live.TryTake(now, out var print)) _intake.Take(print);
    }

    /// <summary>What the store does not take is tried again at the next step, and nothing new is printed meanwhile.</summary>
    async ValueTask TryCommitAsync(CancellationToken cancellationToken)
    {
        if (!_intake.HasTaken) return;
        try
        {
            await _intake.CommitAsync(cancellationToken);
            _failing = false;
        }
        catch (IOException exception)
        {
            if (!_failing) LogNotStored(exception.Message);
            _failing = true;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The demo's lines could not be stored, they are tried again: {Problem}")]
    partial void LogNotStored(string problem);
}
