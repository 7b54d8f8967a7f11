using System;
using System.Collections.Generic;

namespace LogAggregator.Engine.Query.Pipes.Patterns;

/// <summary>Adds the trends of a tally to those of an axis that reaches as far and farther: some steps of the tally are one of the axis.</summary>
readonly ref struct TrendMerge
{
    readonly PatternTally _tally;
    readonly List<(int Place, Range Steps)> _runs = [];

    public TrendMerge(PatternTally tally, TrendAxis axis)
    {
        _tally = tally;
        var own = tally.Axis;
        axis.Reach(own.First * own.StepNs);
        axis.Reach(own.Last * own.StepNs);
        var begin = 0;
        for (var step = 0; step <= own.Last - own.First; step++)
        {
            if (step < own.Last - own.First && axis.StepOf((own.First + step) * own.StepNs) == axis.StepOf((own.First + step + 1) * own.StepNs)) continue;
            _runs.Add((TrendAxis.PlaceOf(axis.StepOf((own.First + step) * own.StepNs)), begin..(step + 1)));
            begin = step + 1;
        }
    }

    /// <param name="count">Of the tally.</param>
    /// <param name="trend">Of the axis.</param>
    public void Add(int count, long[] trend)
    {
        var steps = _tally.TrendOf(count);
        foreach (var (place, run) in _runs)
        {
            foreach (var rows in steps[run]) trend[place] += rows;
        }
    }
}
