using System;
using System.Collections.Generic;
using LogAggregator.Engine.Query.Values;

namespace LogAggregator.Engine.Query.Pipes;

/// <summary>Compares keys of several values.</summary>
sealed class RowKeys : IEqualityComparer<Value[]>
{
    public static RowKeys Comparer { get; } = new();

    public bool Equals(Value[]? x, Value[]? y) => x.AsSpan().SequenceEqual(y);

    public int GetHashCode(Value[] key)
    {
        var hash = new HashCode();
        foreach (var value in key) hash.Add(value);
        return hash.ToHashCode();
    }

    /// <summary>Bytes of a key in a table, roughly.</summary>
    public static long Footprint(Value[] key)
    {
        long bytes = 96 + 24 * key.Length;
        foreach (var value in key) bytes += TableRow.FootprintOf(value);
        return bytes;
    }
}
