using System.Collections.Generic;
using System.Linq;
using LogAggregator.Engine.Query.Ast;
using LogAggregator.Engine.Query.Pipes.Aggregation;
using LogAggregator.Engine.Query.Values;

namespace LogAggregator.Engine.Query.Pipes;

/// <summary>Holds one group for each combination of keys; gives them ordered by their keys.</summary>
sealed class StatsOperator : PipeOperator
{
    readonly StatsPipe _pipe;
    readonly QueryBudget _budget;
    readonly long? _rangeNs;
    readonly int[] _inputs;
    readonly int[] _keyColumns;
    readonly Dictionary<Value[], Accumulator[]> _groups = new(RowKeys.Comparer);
    Value[] _key;

    /// <param name="pipe">What to compute.</param>
    /// <param name="schema">Of the rows that come.</param>
    /// <param name="rangeNs">Length of the query's range of time, if it has one: for rates.</param>
    /// <param name="budget">Of the query.</param>
    public StatsOperator(StatsPipe pipe, Schema schema, long? rangeNs, QueryBudget budget)
    {
        _pipe = pipe;
        _budget = budget;
        _rangeNs = pipe.Keys.OfType<TimeStepKey>().FirstOrDefault()?.StepNs ?? rangeNs;
        _inputs = [.. pipe.Aggregates.Select(a => InputOf(a, schema))];
        _keyColumns = [.. pipe.Keys.Select(key => key is FieldKey field ? schema.Find(field.Field) : TimeColumn(schema))];
        _key = new Value[pipe.Keys.Length];
    }

    public override bool Add(TableRow row)
    {
        for (var i = 0; i < _key.Length; i++) _key[i] = KeyOf(row, i);
        if (!_groups.TryGetValue(_key, out var group))
        {
            group = NewGroup();
            if (!_budget.Take(RowKeys.Footprint(_key) + group.Length * Accumulator.InitialBytes, "stats")) return false;
            _groups.Add(_key, group);
            _key = new Value[_key.Length];
        }

        for (var i = 0; i < group.Length; i++) group[i].Add(CellOf(row, _inputs[i]));
        return !_budget.IsExhausted;
    }

    public override void Complete()
    {
        // Without keys there is one group, even of no rows.
        if (_pipe.Keys.IsEmpty && _groups.Count == 0) _groups.Add([], NewGroup());
        foreach (var (key, group) in _groups.OrderBy(pair => pair.Key, KeyOrder))
        {
            var row = new TableRow([.. key, .. group.Select(accumulator => accumulator.Result(_rangeNs))]);
            if (!Next.Add(row)) break;
        }

        Next.Complete();
    }

    static readonly Comparer<Value[]> KeyOrder = Comparer<Value[]>.Create((x, y) =>
    {
        for (var i = 0; i < x.Length; i++)
        {
            var order = ValueOrder.Instance.Compare(x[i], y[i]);
            if (order != 0) return order;
        }

        return 0;
    });

    Accumulator[] NewGroup() => [.. _pipe.Aggregates.Select(a => Accumulator.For(a, _budget))];

    Value KeyOf(TableRow row, int index)
    {
        var value = CellOf(row, _keyColumns[index]);
        if (_pipe.Keys[index] is not TimeStepKey step) return value;
        return value.Kind == ValueKind.Time ? Value.Time(TimeSteps.StartOf(value.AsTimeNs, step.StepNs)) : Value.Null;
    }

    static int InputOf(Aggregate aggregate, Schema schema) => aggregate switch
    {
        { Function: AggregateFunction.Rate } => TimeColumn(schema),
        { Field: "" } => -1,
        _ => schema.Find(aggregate.Field),
    };

    /// <summary>A table made by steps of time has the column <c>time</c>, records and other tables may have <c>timestamp</c>.</summary>
    static int TimeColumn(Schema schema)
    {
        var step = schema.HoldsRecords ? -1 : schema.Find(TimeStepKey.ColumnName);
        return step >= 0 ? step : schema.Find(FieldNames.Timestamp);
    }
}
