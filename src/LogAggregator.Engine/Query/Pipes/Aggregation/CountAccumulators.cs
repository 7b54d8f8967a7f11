using LogAggregator.Engine.Query.Values;

namespace LogAggregator.Engine.Query.Pipes.Aggregation;

/// <summary>Rows.</summary>
sealed class CountAccumulator : Accumulator
{
    long _count;

    public override void Add(Value value) => _count++;

    public override void Add(Value value, long rows) => _count += rows;

    public override Value Result(long? spanNs) => Value.Of(_count);
}

/// <summary>Rows that have a value.</summary>
sealed class CountOfFieldAccumulator : Accumulator
{
    long _count;

    public override void Add(Value value) => _count += value.IsNull ? 0 : 1;

    public override void Add(Value value, long rows) => _count += value.IsNull ? 0 : rows;

    public override Value Result(long? spanNs) => Value.Of(_count);
}
