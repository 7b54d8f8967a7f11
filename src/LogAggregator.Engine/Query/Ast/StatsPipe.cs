using System.Collections.Immutable;
using System.Linq;

namespace LogAggregator.Engine.Query.Ast;

/// <summary>One row for each combination of keys, with what was computed of its rows. Without keys: one row.</summary>
public sealed record StatsPipe(ImmutableArray<Aggregate> Aggregates, ImmutableArray<GroupKey> Keys) : Pipe
{
    public override bool Streams => false;

    /// <summary>The keys' columns, then those computed.</summary>
    public ImmutableArray<string> OutputColumns => [.. Keys.Select(key => key.Column), .. Aggregates.Select(a => a.Column)];

    public bool Equals(StatsPipe? other) =>
        other is not null && Aggregates.SequenceEqual(other.Aggregates) && Keys.SequenceEqual(other.Keys);

    public override int GetHashCode() => Aggregates.Length;
}

/// <summary>What to group by: a field's value, or the step of time that the record is in.</summary>
public abstract record GroupKey
{
    /// <summary>Name of the column it makes.</summary>
    public abstract string Column { get; }
}

public sealed record FieldKey(string Field) : GroupKey
{
    public override string Column => Field;
}

/// <summary>
/// Steps of this length in ns, counted from the Unix epoch in UTC; whole weeks begin on Monday. The column
/// <c>time</c> holds where the step begins.
/// </summary>
public sealed record TimeStepKey(long StepNs) : GroupKey
{
    public const string ColumnName = "time";

    public override string Column => ColumnName;
}

/// <param name="Function">What to compute.</param>
/// <param name="Field">Of which field; empty where the function takes none, or for a count of all rows.</param>
/// <param name="Quantile">For <see cref="AggregateFunction.Quantile"/>: 0 to 100, as in p95; else 0.</param>
/// <param name="Column">Name of the column it makes.</param>
public sealed record Aggregate(AggregateFunction Function, string Field, double Quantile, string Column);

public enum AggregateFunction
{
    /// <summary>Rows; with a field, rows that have a value of it.</summary>
    Count,

    /// <summary>Different values: exact up to 4096, then within about 2 %.</summary>
    CountUniq,
    Sum,
    Average,
    Min,
    Max,

    /// <summary>The smallest value that as many percent of the values do not pass: exact up to 1024 values, then within 1 %.</summary>
    Quantile,

    /// <summary>Rows a second: of the time step, else of the time range of the query, else from the first row to the last.</summary>
    Rate,
}
