using System;
using System.Collections.Generic;
using System.Linq;
using LogAggregator.Collect.Docker.Reading;
using Microsoft.Extensions.Logging;

namespace LogAggregator.Collect.Docker;

/// <summary>What the service's own log says once a minute of an engine's containers: those that printed most, and those not understood.</summary>
static class MinuteSummary
{
    const int MaxNames = 5;

    public static void Write(ILogger logger, string endpoint, IReadOnlyList<(string Name, CollectedCounts Counts)> containers)
    {
        if (containers.Count == 0 || !logger.IsEnabled(LogLevel.Information)) return;
        var (records, most) = (containers.Sum(of => of.Counts.Records), Most(containers, of => of.Records));
        CollectorLog.Summary(logger, endpoint, records, containers.Count, most);
        (records, most) = (containers.Sum(of => of.Counts.Misses.BrokenJson), Most(containers, of => of.Misses.BrokenJson));
        if (records > 0) CollectorLog.BrokenJson(logger, endpoint, records, most);
        (records, most) = (containers.Sum(of => of.Counts.Misses.Bare), Most(containers, of => of.Misses.Bare));
        if (records > 0) CollectorLog.BareLines(logger, endpoint, records, most);
    }

    /// <summary>The names of those with most of something, with how much.</summary>
    static string Most(IEnumerable<(string Name, CollectedCounts Counts)> containers, Func<CollectedCounts, long> count) => string.Join(
        ", ",
        containers.Select(of => (of.Name, Count: count(of.Counts))).Where(of => of.Count > 0)
            .OrderByDescending(of => of.Count).Take(MaxNames).Select(of => $"{of.Name} ({of.Count})"));
}
