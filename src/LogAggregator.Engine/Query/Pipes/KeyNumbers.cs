using System.Collections.Generic;
using LogAggregator.Engine.Query.Execution.Groups;
using LogAggregator.Engine.Query.Values;
using LogAggregator.Engine.Storage.Columns;

namespace LogAggregator.Engine.Query.Pipes;

/// <summary>Combinations of keys: which of them each row has.</summary>
sealed record KeyNumbers(int[] OfRow, List<Value[]> Keys)
{
    const int MaxTable = 1 << 18;

    /// <summary>No key: one combination, that of all rows.</summary>
    public static KeyNumbers OfNone(int rows) => new(new int[rows], [[]]);

    /// <summary>With one more key; only those combinations that rows have.</summary>
    public KeyNumbers With(NumberedValues values, RowSet rows)
    {
        var ofRow = new int[OfRow.Length];
        var keys = new List<Value[]>();
        var table = (long)Keys.Count * values.Values.Length <= MaxTable ? new int[Keys.Count * values.Values.Length] : null;
        var known = new Dictionary<long, int>();
        foreach (var row in rows)
        {
            var combination = (long)OfRow[row] * values.Values.Length + values.OfRow[row];
            if (table is not null ? table[combination] == 0 : !known.ContainsKey(combination))
            {
                keys.Add([.. Keys[OfRow[row]], values.Values[values.OfRow[row]]]);
                if (table is not null) table[combination] = keys.Count;
                else known.Add(combination, keys.Count);
            }

            ofRow[row] = (table is not null ? table[combination] : known[combination]) - 1;
        }

        return new KeyNumbers(ofRow, keys);
    }
}
