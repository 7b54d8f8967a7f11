using LogAggregator.Engine.Query.Values;

namespace LogAggregator.Engine.Query.Pipes.Aggregation;

/// <summary>The least or greatest value in <see cref="ValueOrder"/>.</summary>
sealed class ExtremeAccumulator(bool wantsGreatest) : Accumulator
{
    Value _extreme;

    public override void Add(Value value)
    {
        if (value.IsNull) return;
        if (_extreme.IsNull || ValueOrder.Instance.Compare(value, _extreme) > 0 == wantsGreatest) _extreme = value;
    }

    public override Value Result(long? spanNs) => _extreme;
}
