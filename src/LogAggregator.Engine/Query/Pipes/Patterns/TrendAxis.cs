using System;
using System.Collections.Generic;

namespace LogAggregator.Engine.Query.Pipes.Patterns;

/// <summary>
/// Steps of time for small charts, at most <see cref="MaxSteps"/> in all: it begins with seconds and doubles the step whenever the
/// times seen need more.
/// </summary>
sealed class TrendAxis
{
    public const int MaxSteps = 24;

    const long NsPerSecond = 1_000_000_000;

    readonly List<Dictionary<long, long>> _trends = [];
    long _first = long.MaxValue;
    long _last = long.MinValue;

    /// <summary>A trend on this axis: counts by step.</summary>
    public Dictionary<long, long> NewTrend()
    {
        var trend = new Dictionary<long, long>();
        _trends.Add(trend);
        return trend;
    }

    /// <summary>Length of a step; it grows with the times that are added.</summary>
    public long StepNs { get; private set; } = NsPerSecond;

    /// <summary>Makes the axis reach so far. Steps found before it are those of an axis that was.</summary>
    public void Reach(long timestampNs)
    {
        var step = timestampNs / StepNs;
        _first = Math.Min(_first, step);
        _last = Math.Max(_last, step);
        while (_last - _first >= MaxSteps) Widen();
    }

    public void Add(Dictionary<long, long> trend, long timestampNs)
    {
        Reach(timestampNs);
        Add(trend, timestampNs / StepNs, 1);
    }

    /// <summary>So many in a step: a time that the axis reaches, by its length.</summary>
    public static void Add(Dictionary<long, long> trend, long step, long count) => trend[step] = trend.GetValueOrDefault(step) + count;

    /// <summary>One count for each step of the axis, oldest first.</summary>
    public long[] CountsOf(Dictionary<long, long> trend)
    {
        var counts = new long[_trends.Count == 0 || _last < _first ? 0 : _last - _first + 1];
        for (var i = 0; i < counts.Length; i++) counts[i] = trend.GetValueOrDefault(_first + i);
        return counts;
    }

    void Widen()
    {
        StepNs *= 2;
        (_first, _last) = (_first >> 1, _last >> 1);
        foreach (var trend in _trends)
        {
            var old = new List<KeyValuePair<long, long>>(trend);
            trend.Clear();
            foreach (var (step, count) in old) trend[step >> 1] = trend.GetValueOrDefault(step >> 1) + count;
        }
    }
}
