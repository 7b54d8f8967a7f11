using System;
using System.Collections.Generic;
using LogAggregator.Engine.Query.Execution.Groups;
using LogAggregator.Engine.Query.Values;
using LogAggregator.Engine.Storage.Columns;

namespace LogAggregator.Engine.Query.Pipes;

/// <summary>Combinations of keys: which of them each row has.</summary>
/// <param name="OfRow">For each row; the array may be longer.</param>
/// <param name="Keys">The combinations.</param>
/// <param name="Buffers">For the numbers.</param>
sealed record KeyNumbers(int[] OfRow, List<Value[]> Keys, ReadBuffers Buffers)
{
    const int MaxTable = 1 << 18;

    /// <summary>No key: one combination, that of all rows.</summary>
    public static KeyNumbers OfNone(int rows, ReadBuffers buffers)
    {
        var ofRow = buffers.RentInts(rows);
        ofRow.AsSpan(0, rows).Clear();
        return new KeyNumbers(ofRow, [[]], buffers);
    }

    /// <summary>With one more key; only those combinations that rows have.</summary>
    public KeyNumbers With(NumberedValues values, RowSet rows) =>
        (long)Keys.Count * values.Values.Length <= MaxTable ? ByTable(values, rows) : ByDictionary(values, rows);

    KeyNumbers ByTable(NumberedValues values, RowSet rows)
    {
        var (ofRow, keys) = (Buffers.RentInts(rows.Count), new List<Value[]>());
        var (before, added, different) = (OfRow, values.OfRow, values.Values.Length);
        var table = new int[Keys.Count * different];
        foreach (var row in rows)
        {
            ref var number = ref table[before[row] * different + added[row]];
            if (number == 0)
            {
                keys.Add([.. Keys[before[row]], values.Values[added[row]]]);
                number = keys.Count;
            }

            ofRow[row] = number - 1;
        }

        return new KeyNumbers(ofRow, keys, Buffers);
    }

    KeyNumbers ByDictionary(NumberedValues values, RowSet rows)
    {
        var (ofRow, keys) = (Buffers.RentInts(rows.Count), new List<Value[]>());
        var known = new Dictionary<long, int>();
        foreach (var row in rows)
        {
            var combination = (long)OfRow[row] * values.Values.Length + values.OfRow[row];
            if (!known.TryGetValue(combination, out var number))
            {
                known.Add(combination, number = keys.Count);
                keys.Add([.. Keys[OfRow[row]], values.Values[values.OfRow[row]]]);
            }

            ofRow[row] = number;
        }

        return new KeyNumbers(ofRow, keys, Buffers);
    }
}
