using System.Collections.Generic;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Query.Values;

namespace LogAggregator.Engine.Query.Pipes;

/// <summary>
/// One row on its way through the pipes. It belongs to who made it, and is used again for the next: who keeps it takes
/// <see cref="Copy"/>.
/// </summary>
public sealed class TableRow
{
    internal TableRow(Value[] values, StoredRecord? record = null) => (Cells, Record) = (values, record);

    /// <summary>The record that it still is; null in tables.</summary>
    public StoredRecord? Record { get; internal set; }

    /// <summary>One for each column.</summary>
    public IReadOnlyList<Value> Values => Cells;

    internal Value[] Cells { get; }

    internal TableRow Copy() => new([.. Cells], Record);

    /// <summary>Bytes it holds in memory when kept, roughly.</summary>
    internal long Footprint()
    {
        long bytes = 64 + 24 * Cells.Length + (Record?.Line.Length ?? 0);
        foreach (var cell in Cells) bytes += FootprintOf(cell);
        return bytes;
    }

    internal static long FootprintOf(Value value) => value.Kind switch
    {
        ValueKind.Text => 24 + 2 * value.ToString().Length,
        ValueKind.Series => 24 + 8 * value.AsSeries.Length,
        _ => 0,
    };
}
