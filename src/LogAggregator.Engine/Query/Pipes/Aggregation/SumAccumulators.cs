using System;
using LogAggregator.Engine.Query.Values;

namespace LogAggregator.Engine.Query.Pipes.Aggregation;

/// <summary>Sum of the numbers: exact while all are whole and the sum fits 64 bits. Values that are no numbers do not count.</summary>
sealed class SumAccumulator : Accumulator
{
    Int128 _integers;
    double _others;
    long _count;
    bool _allIntegers = true;

    public override void Add(Value value)
    {
        if (!value.TryGetNumber(out var number)) return;
        _count++;
        if (value.Kind == ValueKind.Integer)
        {
            _integers += value.AsInteger;
            return;
        }

        _others += number;
        _allIntegers &= double.IsInteger(number) && Math.Abs(number) < 1L << 53;
    }

    public override Value Result(long? spanNs)
    {
        if (_count == 0) return Value.Null;
        var sum = (double)_integers + _others;
        if (!_allIntegers || Math.Abs(sum) >= long.MaxValue) return Value.Of(sum);
        return Value.Of((long)(_integers + (Int128)_others));
    }
}

/// <summary>Average of the numbers. Values that are none do not count.</summary>
sealed class AverageAccumulator : Accumulator
{
    double _sum;
    long _count;

    public override void Add(Value value)
    {
        if (!value.TryGetNumber(out var number)) return;
        _sum += number;
        _count++;
    }

    public override Value Result(long? spanNs) => _count == 0 ? Value.Null : Value.Of(_sum / _count);
}
