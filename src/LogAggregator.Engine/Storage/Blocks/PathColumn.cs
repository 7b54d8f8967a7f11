using System;
using System.Collections.Generic;

using LogAggregator.Engine.Storage.Columns;

namespace LogAggregator.Engine.Storage.Blocks;

/// <summary>The values of one path, and the rows that have it.</summary>
sealed class PathColumn(ColumnKey key)
{
    public ColumnKey Key { get; } = key;

    public ValueList Values { get; } = new();

    public List<int> Rows { get; } = [];

    public void Add(int row, ReadOnlySpan<byte> line, Range value)
    {
        Rows.Add(row);
        Values.AddPart(line, value.Start.Value, value.End.Value - value.Start.Value);
    }

    public void Clear()
    {
        Rows.Clear();
        Values.Clear();
    }
}
