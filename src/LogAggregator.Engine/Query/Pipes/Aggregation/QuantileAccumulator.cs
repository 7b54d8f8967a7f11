using System;
using System.Collections.Generic;
using LogAggregator.Engine.Query.Values;

namespace LogAggregator.Engine.Query.Pipes.Aggregation;

/// <summary>
/// The smallest of the numbers that so many percent of them do not pass (nearest rank). Exact up to <see cref="MaxExact"/> numbers, then
/// from a sketch, within 1 %.
/// </summary>
sealed class QuantileAccumulator(double percent, QueryBudget budget) : Accumulator
{
    public const int MaxExact = 1024;

    const int GrowthBytes = 128 * sizeof(double);

    readonly List<double> _exact = [];
    LogSketch? _sketch;

    public override void Add(Value value)
    {
        if (value.TryGetNumber(out var number)) Add(number);
    }

    public override void Add(long integer)
    {
        if (_sketch is not null) _sketch.Add(integer);
        else Add((double)integer);
    }

    void Add(double number)
    {
        if (_sketch is not null)
        {
            _sketch.Add(number);
            return;
        }

        if (_exact.Count % 128 == 0) budget.Take(GrowthBytes, "stats");
        _exact.Add(number);
        if (_exact.Count > MaxExact) MoveToSketch();
    }

    public override Value Result(long? spanNs)
    {
        var count = _sketch?.Count ?? _exact.Count;
        if (count == 0) return Value.Null;
        var rank = Math.Max(1, (long)Math.Ceiling(percent * count / 100));
        if (_sketch is not null) return Value.Of(_sketch.ValueAt(rank));
        _exact.Sort();
        var number = _exact[(int)rank - 1];
        return double.IsInteger(number) && Math.Abs(number) < 1L << 53 ? Value.Of((long)number) : Value.Of(number);
    }

    void MoveToSketch()
    {
        _sketch = new LogSketch(budget);
        foreach (var number in _exact) _sketch.Add(number);
        _exact.Clear();
        _exact.TrimExcess();
        budget.Release((MaxExact / 128 + 1) * GrowthBytes);
        budget.Take(LogSketch.InitialBytes, "stats");
    }
}
