using System;
using System.Collections.Generic;
using System.Linq;
using LogAggregator.Api.Parameters;
using LogAggregator.Engine;
using LogAggregator.Engine.Query.Ast;
using LogAggregator.Engine.Query.Syntax;

namespace LogAggregator.Api.Queries;

/// <summary><c>step</c>: the length of a step of time, or <c>auto</c>: the shortest that makes at most <see cref="AutoSteps"/> of the range.</summary>
static class StepParameter
{
    public const int AutoSteps = 60;

    /// <summary>Of a range, at most: more are no chart.</summary>
    public const int MaxSteps = 2000;

    const long NsPerSecond = 1_000_000_000;

    static readonly long[] AutoSeconds = [1, 5, 10, 30, 60, 300, 600, 1800, 3600, 3 * 3600, 6 * 3600, 12 * 3600, 86_400, 7 * 86_400];

    public static TimeStepKey Parse(string text, long rangeNs, DateTimeOffset now, List<ParameterError> errors)
    {
        if (text is "" or "auto") return Auto(rangeNs);
        if (!QueryParser.TryParse($"| stats count() by {text}", now, out var query, out _) || query.Pipes is not [StatsPipe { Keys: [TimeStepKey step] }])
            errors.Add(new ParameterError("step", $"'{text}' is not a 'step'; allowed are auto and a length of time such as 30s, 5m, 1h, 1d."));
        else if (rangeNs / step.StepNs > MaxSteps)
            errors.Add(new ParameterError("step", $"a 'step' of {text} makes more than {MaxSteps} steps of this range; ask for a longer one, or for less time with since and until."));
        else return step;
        return Auto(rangeNs);
    }

    /// <summary>ns between the first and the last record that can match.</summary>
    public static long RangeOf(Filter filter, StoreStatistics held)
    {
        var ranges = RangesOf(filter).ToList();
        var from = ranges.Select(range => range.FromNs).Append(held.OldestTimestampNs).Max();
        var to = ranges.Select(range => range.ToNs).Append(held.NewestTimestampNs).Min();
        return Math.Max(0, to - from);
    }

    static TimeStepKey Auto(long rangeNs) =>
        new(AutoSeconds.Select(seconds => seconds * NsPerSecond).FirstOrDefault(ns => rangeNs / ns < AutoSteps, WholeWeeks(rangeNs)));

    /// <summary>Ranges of more than a year.</summary>
    static long WholeWeeks(long rangeNs)
    {
        var week = AutoSeconds[^1] * NsPerSecond;
        return (rangeNs / AutoSteps / week + 1) * week;
    }

    static IEnumerable<TimeRange> RangesOf(Filter filter) => filter switch
    {
        TimeRange range => [range],
        And and => and.Filters.SelectMany(RangesOf),
        _ => [],
    };
}
