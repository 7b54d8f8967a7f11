using System;
using LogAggregator.Engine.Query.Values;

namespace LogAggregator.Engine.Query.Pipes.Aggregation;

/// <summary>Rows a second: over the time that is known, else from the first row to the last, at least a second.</summary>
sealed class RateAccumulator : Accumulator
{
    const long NsPerSecond = 1_000_000_000;

    long _count;
    long _firstNs = long.MaxValue;
    long _lastNs = long.MinValue;

    public override void Add(Value value)
    {
        _count++;
        if (value.Kind != ValueKind.Time) return;
        _firstNs = Math.Min(_firstNs, value.AsTimeNs);
        _lastNs = Math.Max(_lastNs, value.AsTimeNs);
    }

    public override Value Result(long? spanNs)
    {
        if (_count == 0) return Value.Of(0L);
        if (spanNs is null && _lastNs < _firstNs) return Value.Null;
        var span = spanNs ?? Math.Max(NsPerSecond, _lastNs - _firstNs);
        return Value.Of(_count * (double)NsPerSecond / span);
    }
}
