using System;
using System.Collections.Generic;
using LogAggregator.Engine.Query.Values;
using LogAggregator.Engine.Storage.Blocks;
using LogAggregator.Engine.Storage.Columns;

namespace LogAggregator.Engine.Query.Execution.Groups;

/// <summary>The values of one field in the rows of a group.</summary>
abstract class FieldColumn
{
    /// <summary>Of a row of the group; of others nothing is said.</summary>
    public abstract Value this[int row] { get; }

    /// <summary>Numbers the different values of these rows.</summary>
    public virtual NumberedValues Number(RowSet rows)
    {
        var numbers = new int[rows.Count];
        var known = new Dictionary<Value, int>();
        foreach (var row in rows)
        {
            var value = this[row];
            if (!known.TryGetValue(value, out numbers[row])) known.Add(value, numbers[row] = known.Count);
        }

        return new NumberedValues(numbers, [.. known.Keys]);
    }
}

/// <param name="OfRow">Which of the values a row has; the array may be longer.</param>
/// <param name="Values">Different ones; some may be of no row.</param>
sealed record NumberedValues(int[] OfRow, Value[] Values);

/// <summary>Values that were numbered already.</summary>
sealed class NumberedColumn(NumberedValues values) : FieldColumn
{
    public override Value this[int row] => values.Values[values.OfRow[row]];

    public override NumberedValues Number(RowSet rows) => values;
}

/// <summary>A value for each row.</summary>
sealed class ValueColumn(Value[] values) : FieldColumn
{
    public override Value this[int row] => values[row];
}

/// <summary>Times, ns since the Unix epoch.</summary>
sealed class TimestampColumn(ColumnBlock block) : FieldColumn
{
    public override Value this[int row] => Value.Time(block.TimestampsNs[row]);
}

/// <summary>Integers in most rows, anything in some.</summary>
/// <param name="numbers">One for each row that has one.</param>
/// <param name="present">Those rows.</param>
/// <param name="others">Other rows that have a value.</param>
sealed class NumberColumn(long[] numbers, RowSet present, Dictionary<int, Value> others) : FieldColumn
{
    public override Value this[int row] => present[row] ? Value.Of(numbers[row]) : others.GetValueOrDefault(row);

    /// <summary>One for each of <see cref="RowsWithIntegers"/>; of other rows anything.</summary>
    public ReadOnlySpan<long> Integers => numbers;

    public RowSet RowsWithIntegers => present;

    /// <summary>Other rows that have a value.</summary>
    public IEnumerable<KeyValuePair<int, Value>> Others => others;
}
