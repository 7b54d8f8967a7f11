using System;
using System.Collections.Generic;
using LogAggregator.Engine.Storage.Columns;

namespace LogAggregator.Engine.Query.Pipes.Patterns;

/// <summary>Counts the rows of a block by pattern.</summary>
sealed class PatternTally(int patterns, TrendAxis axis)
{
    readonly long[] _first = Filled(patterns, long.MaxValue);
    readonly long[] _last = Filled(patterns, long.MinValue);
    readonly int[] _lastRow = new int[patterns];
    readonly int[] _steps = new int[patterns * TrendAxis.MaxSteps];
    long _firstStep;

    public PatternCount this[int pattern] => new(_first[pattern], _last[pattern], _lastRow[pattern], TrendOf(pattern));

    /// <param name="timestampsNs">Of each row.</param>
    /// <param name="numbers">The pattern of each row.</param>
    /// <param name="rows">Those that count.</param>
    public void Count(ReadOnlySpan<long> timestampsNs, int[] numbers, RowSet rows)
    {
        var (min, max) = (long.MaxValue, long.MinValue);
        foreach (var row in rows) (min, max) = (Math.Min(min, timestampsNs[row]), Math.Max(max, timestampsNs[row]));
        axis.Reach(min);
        axis.Reach(max);
        _firstStep = min / axis.StepNs;
        var (step, begin, end) = (0, 0L, 0L);
        foreach (var row in rows)
        {
            // Fast path: rows of one step follow each other.
            var timestampNs = timestampsNs[row];
            if (timestampNs < begin || timestampNs >= end)
            {
                var absolute = timestampNs / axis.StepNs;
                step = (int)(absolute - _firstStep);
                // Before 1970 division rounds up: each of these times is looked at.
                (begin, end) = absolute > 0 ? (absolute * axis.StepNs, (absolute + 1) * axis.StepNs) : (0, 0);
            }

            Count(timestampNs, numbers[row], step, row);
        }
    }

    void Count(long timestampNs, int pattern, int step, int row)
    {
        _steps[pattern * TrendAxis.MaxSteps + step]++;
        if (timestampNs < _first[pattern]) _first[pattern] = timestampNs;
        if (timestampNs >= _last[pattern]) (_last[pattern], _lastRow[pattern]) = (timestampNs, row);
    }

    List<(long Step, long Rows)> TrendOf(int pattern)
    {
        var trend = new List<(long, long)>();
        for (var i = 0; i < TrendAxis.MaxSteps; i++)
        {
            if (_steps[pattern * TrendAxis.MaxSteps + i] is > 0 and var rows) trend.Add((_firstStep + i, rows));
        }

        return trend;
    }

    static long[] Filled(int count, long value)
    {
        var values = new long[count];
        values.AsSpan().Fill(value);
        return values;
    }
}

/// <param name="FirstNs">Time of the oldest row.</param>
/// <param name="LastNs">Time of the newest.</param>
/// <param name="LastRow">The newest row; the last of several.</param>
/// <param name="Trend">Rows by step of the axis.</param>
readonly record struct PatternCount(long FirstNs, long LastNs, int LastRow, List<(long Step, long Rows)> Trend)
{
    public long Rows
    {
        get
        {
            var rows = 0L;
            foreach (var (_, inStep) in Trend) rows += inStep;
            return rows;
        }
    }
}
