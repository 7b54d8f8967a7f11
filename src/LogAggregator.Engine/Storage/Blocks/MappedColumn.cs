using System;
using System.Collections.Generic;
using System.Threading;
using LogAggregator.Engine.Storage.Columns;

namespace LogAggregator.Engine.Storage.Blocks;

/// <summary>
/// Values that follow from what the row has already, its level or source: one text for each, in the order in which they first come. Which
/// row has which is found out when it is first asked for: a search that no text matches looks at no row.
/// </summary>
sealed class MappedColumn(Column texts, RowRanks rows, Func<int[]> keyOfRow) : Column(rows.Count)
{
    int[]? _numbers;

    public override ByteSet Alphabet => texts.Alphabet;

    public override HoleBytes GatherHole() => texts.GatherHole();

    public override void Outline(FormList forms) => Distinct.Outline(forms);

    public override DistinctValues Distinct => new(texts, Numbers);

    int[] Numbers
    {
        get
        {
            if (Volatile.Read(ref _numbers) is { } known) return known;
            known = Number(keyOfRow());
            Volatile.Write(ref _numbers, known);
            return known;
        }
    }

    public override void AppendTo(int row, ValueList target) => texts.AppendTo(Numbers[row], target);

    public override bool Holds(ValueList values) => Distinct.Hold(values);

    public override void Find(ColumnTest test, RowSet hits)
    {
        var matching = new RowSet(texts.Count);
        texts.Find(test, matching);
        if (matching.IsEmpty) return;
        if (matching.Size == texts.Count)
        {
            hits.AddAll();
            return;
        }

        var numbers = Numbers;
        for (var row = 0; row < numbers.Length; row++)
        {
            if (matching[numbers[row]]) hits.Add(row);
        }
    }

    int[] Number(int[] keys)
    {
        var numberOfKey = new Dictionary<int, int>();
        var numbers = new int[Count];
        var (at, lastKey, number) = (0, -1, 0);
        foreach (var row in rows.Rows)
        {
            // Fast path: neighbours are often alike.
            if (keys[row] != lastKey)
            {
                lastKey = keys[row];
                if (!numberOfKey.TryGetValue(lastKey, out number)) numberOfKey[lastKey] = number = numberOfKey.Count;
                if (number >= texts.Count) throw new CorruptBlockException("a row's level or source has no text");
            }

            numbers[at++] = number;
        }

        return numbers;
    }
}
