using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Engine;
using LogAggregator.Status;
using Microsoft.Extensions.Logging;

namespace LogAggregator.Api.Health;

/// <summary>Writes into the service's own log when a check changes its state: a full disk must not wait until somebody asks.</summary>
sealed partial class HealthWatch(ILogStore store, ServiceStatus status, Func<DiskSpace> disk, TimeProvider time, ILogger<HealthWatch> logger)
{
    static readonly TimeSpan Step = TimeSpan.FromSeconds(5);

    readonly Dictionary<string, HealthState> _known = [];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Step, time);
        while (await timer.WaitForNextTickAsync(cancellationToken)) LookOnce();
    }

    /// <summary>Called by one thread only.</summary>
    public void LookOnce()
    {
        foreach (var check in HealthReport.Of(status.Engines, status.Containers, store.Statistics, disk()).Checks)
        {
            var before = _known.GetValueOrDefault(check.Name, HealthState.Healthy);
            _known[check.Name] = check.State;
            if (check.State == before) continue;
            if (check.State == HealthState.Healthy) LogBetter(check.Name, check.Detail);
            else LogWorse(check.Name, check.State, check.Detail);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Check {Check} is {State}: {Detail}")]
    partial void LogWorse(string check, HealthState state, string detail);

    [LoggerMessage(Level = LogLevel.Information, Message = "Check {Check} is healthy again: {Detail}")]
    partial void LogBetter(string check, string detail);
}
