using System.Diagnostics;
using LogAggregator.Engine.Query.Ast;
using LogAggregator.Engine.Query.Values;

namespace LogAggregator.Engine.Query.Pipes.Aggregation;

/// <summary>What <c>stats</c> computes of the rows of one group, row by row.</summary>
abstract class Accumulator
{
    /// <summary>Bytes of one when it is new, roughly.</summary>
    public const long InitialBytes = 48;

    public static Accumulator For(Aggregate aggregate, QueryBudget budget) => aggregate.Function switch
    {
        AggregateFunction.Count when aggregate.Field.Length == 0 => new CountAccumulator(),
        AggregateFunction.Count => new CountOfFieldAccumulator(),
        AggregateFunction.CountUniq => new CountUniqAccumulator(budget),
        AggregateFunction.Sum => new SumAccumulator(),
        AggregateFunction.Average => new AverageAccumulator(),
        AggregateFunction.Min => new ExtremeAccumulator(wantsGreatest: false),
        AggregateFunction.Max => new ExtremeAccumulator(wantsGreatest: true),
        AggregateFunction.Quantile => new QuantileAccumulator(aggregate.Quantile, budget),
        AggregateFunction.Rate => new RateAccumulator(),
        _ => throw new UnreachableException(aggregate.Function.ToString()),
    };

    /// <param name="value">Of the aggregate's field in this row; of the time for a rate; null where there is none.</param>
    public abstract void Add(Value value);

    /// <summary>As <see cref="Add(Value)"/> of an integer.</summary>
    public virtual void Add(long integer) => Add(Value.Of(integer));

    /// <summary>The same value of so many rows.</summary>
    public virtual void Add(Value value, long rows)
    {
        for (; rows > 0; rows--) Add(value);
    }

    /// <param name="spanNs">Time that the group covers, if it is known.</param>
    public abstract Value Result(long? spanNs);
}
