using System;
using LogAggregator.Engine.Query.Ast;
using LogAggregator.Engine.Query.Execution.Groups;
using LogAggregator.Engine.Query.Pipes.Aggregation;
using LogAggregator.Engine.Query.Values;
using LogAggregator.Engine.Storage.Columns;

namespace LogAggregator.Engine.Query.Pipes;

/// <summary>
/// <c>stats</c> of rows of a block, column by column: numbers the combinations of keys, then gives each accumulator the values of its rows.
/// </summary>
/// <param name="pipe">What to compute.</param>
/// <param name="inputs">Column of each aggregate's field; negative for none.</param>
/// <param name="keyColumns">Column of each key; for a step of time that of the time.</param>
/// <param name="groups">Where they go.</param>
sealed class StatsOfBlock(StatsPipe pipe, int[] inputs, int[] keyColumns, StatsGroups groups)
{
    /// <summary>Reads the columns; the result adds them. It gives false if there is no memory for another group.</summary>
    public Func<bool> Prepare(GroupRows rows)
    {
        var keys = NumberKeys(rows);
        var columns = Array.ConvertAll(inputs, input => input < 0 ? null : rows.Column(input));
        return () => Add(rows.Rows, keys, columns);
    }

    bool Add(RowSet rows, KeyNumbers keys, FieldColumn?[] columns)
    {
        var found = new Accumulator[keys.Keys.Count][];
        for (var number = 0; number < found.Length; number++)
        {
            if (groups.Find(keys.Keys[number]) is not { } group) return false;
            found[number] = group;
        }

        for (var i = 0; i < columns.Length; i++)
        {
            if (columns[i] is { } column) AddValues(column, rows, keys.OfRow, found, i);
            else AddRows(rows, keys.OfRow, found, i);
        }

        return true;
    }

    KeyNumbers NumberKeys(GroupRows rows)
    {
        var keys = KeyNumbers.OfNone(rows.Rows.Count, rows.Group.Block.Columns.Buffers);
        for (var i = 0; i < keyColumns.Length; i++)
        {
            var values = pipe.Keys[i] is TimeStepKey step
                ? StepNumbers.Of(rows.Group.Block.Columns.TimestampsNs, step.StepNs, rows.Rows, rows.Group.Block.Columns.Buffers)
                : rows.Column(keyColumns[i]).Number(rows.Rows);
            keys = keys.With(values, rows.Rows);
        }

        return keys;
    }

    static void AddRows(RowSet rows, int[] numbers, Accumulator[][] groups, int aggregate)
    {
        var counts = new long[groups.Length];
        foreach (var row in rows) counts[numbers[row]]++;
        for (var number = 0; number < groups.Length; number++) groups[number][aggregate].Add(Value.Null, counts[number]);
    }

    static void AddValues(FieldColumn column, RowSet rows, int[] numbers, Accumulator[][] groups, int aggregate)
    {
        var ofGroup = Array.ConvertAll(groups, group => group[aggregate]);
        if (column is NumberColumn integers) AddIntegers(integers, rows, numbers, ofGroup);
        else foreach (var row in rows) ofGroup[numbers[row]].Add(column[row]);
    }

    /// <summary>Fast path: rows without a value add nothing.</summary>
    static void AddIntegers(NumberColumn column, RowSet rows, int[] numbers, Accumulator[] groups)
    {
        var some = new RowSet(rows.Count);
        some.UnionWith(rows);
        some.IntersectWith(column.RowsWithIntegers);
        var integers = column.Integers;
        foreach (var row in some) groups[numbers[row]].Add(integers[row]);
        foreach (var (row, value) in column.Others)
        {
            if (rows[row]) groups[numbers[row]].Add(value);
        }
    }
}
