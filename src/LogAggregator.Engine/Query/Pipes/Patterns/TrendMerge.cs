using System;

namespace LogAggregator.Engine.Query.Pipes.Patterns;

/// <summary>Adds the trends of a tally, one by one, to those of an axis that reaches as far and farther: some steps of the tally are one of the axis.</summary>
ref struct TrendMerge
{
    readonly int[] _places;
    ReadOnlySpan<TrendPart> _left;

    public TrendMerge(PatternTally tally, TrendAxis axis)
    {
        var own = tally.Axis;
        axis.Reach(own.First * own.StepNs);
        axis.Reach(own.Last * own.StepNs);
        _places = new int[own.Last - own.First + 1];
        for (var step = 0; step < _places.Length; step++) _places[step] = TrendAxis.PlaceOf(axis.StepOf((own.First + step) * own.StepNs));
        _left = tally.Trends;
    }

    /// <param name="rows">Of the tally's next count.</param>
    /// <param name="trend">Of the axis.</param>
    public void AddNext(long rows, long[] trend)
    {
        for (; rows > 0; _left = _left[1..])
        {
            trend[_places[_left[0].Step]] += _left[0].Rows;
            rows -= _left[0].Rows;
        }
    }
}
