using System;
using System.Collections.Generic;

namespace LogAggregator.Engine.Query.Pipes.Patterns;

/// <summary>
/// Steps of time for small charts, at most <see cref="MaxSteps"/> in all: it begins with seconds and doubles the step whenever the
/// times seen need more. A trend has a place for each step, by the step's number modulo their count: the axis is never longer.
/// </summary>
sealed class TrendAxis
{
    public const int MaxSteps = 24;

    const long NsPerSecond = 1_000_000_000;

    readonly List<long[]> _trends = [];

    /// <summary>Length of a step; it grows with the times that are added.</summary>
    public long StepNs { get; private set; } = NsPerSecond;

    /// <summary>The first step since the Unix epoch; greater than <see cref="Last"/> while no time was seen.</summary>
    public long First { get; private set; } = long.MaxValue;

    public long Last { get; private set; } = long.MinValue;

    /// <summary>A trend on this axis: counts by <see cref="PlaceOf"/>.</summary>
    public long[] NewTrend()
    {
        var trend = new long[MaxSteps];
        _trends.Add(trend);
        return trend;
    }

    /// <summary>Makes the axis reach so far. Steps found before it are those of an axis that was.</summary>
    public void Reach(long timestampNs)
    {
        while (Math.Max(Last, StepOf(timestampNs)) - Math.Min(First, StepOf(timestampNs)) >= MaxSteps) Widen();
        (First, Last) = (Math.Min(First, StepOf(timestampNs)), Math.Max(Last, StepOf(timestampNs)));
    }

    public void Add(long[] trend, long timestampNs)
    {
        Reach(timestampNs);
        trend[PlaceOf(StepOf(timestampNs))]++;
    }

    /// <summary>Number of the step of a time since the Unix epoch.</summary>
    public long StepOf(long timestampNs)
    {
        var (step, rest) = Math.DivRem(timestampNs, StepNs);
        return rest < 0 ? step - 1 : step;
    }

    /// <summary>Where a trend has a step.</summary>
    public static int PlaceOf(long step)
    {
        var place = (int)(step % MaxSteps);
        return place < 0 ? place + MaxSteps : place;
    }

    /// <summary>One count for each step of the axis, oldest first.</summary>
    public long[] CountsOf(long[] trend)
    {
        var counts = new long[_trends.Count == 0 || Last < First ? 0 : Last - First + 1];
        for (var i = 0; i < counts.Length; i++) counts[i] = trend[PlaceOf(First + i)];
        return counts;
    }

    void Widen()
    {
        var wider = new long[MaxSteps];
        foreach (var trend in _trends)
        {
            wider.AsSpan().Clear();
            for (var step = First; step <= Last; step++) wider[PlaceOf(step >> 1)] += trend[PlaceOf(step)];
            wider.CopyTo(trend, 0);
        }

        StepNs *= 2;
        if (First <= Last) (First, Last) = (First >> 1, Last >> 1);
    }
}
