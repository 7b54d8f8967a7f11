using System;
using System.Collections.Generic;
using LogAggregator.Engine.Storage.Columns;

namespace LogAggregator.Engine.Storage.Blocks;

/// <summary>Values that follow from what the row has already, its level or source: one text for each, in the order in which they first come.</summary>
sealed class MappedColumn(Column texts, int count, Func<RowRanks> rows, Func<ReadOnlySpan<int>> keyOfRow, ReadBuffers buffers)
    : DistinctColumn(texts, count, () => Number(keyOfRow(), rows(), texts.Count, buffers))
{
    static int[] Number(ReadOnlySpan<int> keys, RowRanks rows, int texts, ReadBuffers buffers)
    {
        var numberOfKey = new Dictionary<int, int>();
        var numbers = buffers.RentInts(rows.Count);
        var (at, lastKey, number) = (0, -1, 0);
        foreach (var row in rows.Rows)
        {
            // Fast path: neighbours are often alike.
            if (keys[row] != lastKey)
            {
                lastKey = keys[row];
                if (!numberOfKey.TryGetValue(lastKey, out number)) numberOfKey[lastKey] = number = numberOfKey.Count;
                if (number >= texts) throw new CorruptBlockException("a row's level or source has no text");
            }

            numbers[at++] = number;
        }

        return numbers;
    }
}
