using System;
using LogAggregator.Engine.Storage.Columns;

namespace LogAggregator.Engine.Storage.Blocks;

/// <summary>Values that follow from what the row has already, its level or source: one text for each, in the order in which they first come.</summary>
sealed class MappedColumn(Column texts, int count, Func<RowRanks> rows, Func<ReadOnlySpan<int>> keyOfRow, ReadBuffers buffers)
    : DistinctColumn(texts, count, () => Number(keyOfRow(), rows(), texts.Count, buffers))
{
    static int[] Number(ReadOnlySpan<int> keys, RowRanks rows, int texts, ReadBuffers buffers)
    {
        var numberOfKey = new NumberOfKey();
        var numbers = buffers.RentInts(rows.Count);
        var at = 0;
        foreach (var row in rows.Rows)
        {
            var number = numberOfKey.Of(keys[row]);
            if (number >= texts) throw new CorruptBlockException("a row's level or source has no text");
            numbers[at++] = number;
        }

        return numbers;
    }
}
