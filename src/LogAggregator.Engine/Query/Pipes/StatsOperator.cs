using System;
using System.Linq;
using LogAggregator.Engine.Query.Ast;
using LogAggregator.Engine.Query.Execution.Groups;
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
    readonly StatsGroups _groups;
    readonly StatsOfBlock _ofBlock;
    readonly StatsOfSummary _ofSummary;
    readonly Value[] _key;

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
        _groups = new StatsGroups(pipe, budget);
        _ofBlock = new StatsOfBlock(pipe, _inputs, _keyColumns, _groups);
        _ofSummary = new StatsOfSummary(pipe, _groups);
        TakesGroups = schema.HoldsRecords && schema.Extracted.Count == 0;
    }

    public override bool TakesGroups { get; }

    public override bool Add(TableRow row)
    {
        for (var i = 0; i < _key.Length; i++) _key[i] = KeyOf(row, i);
        if (_groups.Find(_key) is not { } group) return false;
        for (var i = 0; i < group.Length; i++) group[i].Add(CellOf(row, _inputs[i]));
        return !_budget.IsExhausted;
    }

    public override Func<bool> Prepare(GroupRows rows)
    {
        var add = _ofBlock.Prepare(rows);
        return () => add() && !_budget.IsExhausted;
    }

    public override bool WantsCounts => TakesGroups && _ofSummary.WantsCounts;

    public override bool Add(long rows) => _ofSummary.Add(rows) && !_budget.IsExhausted;

    public override bool CanAdd(BlockSummary summary) => TakesGroups && _ofSummary.CanAdd(summary);

    public override bool Add(BlockSummary summary) => _ofSummary.Add(summary) && !_budget.IsExhausted;

    public override void Complete()
    {
        foreach (var (key, group) in _groups.InOrder())
        {
            var row = new TableRow([.. key, .. group.Select(accumulator => accumulator.Result(_rangeNs))]);
            if (!Next.Add(row)) break;
        }

        Next.Complete();
    }

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
