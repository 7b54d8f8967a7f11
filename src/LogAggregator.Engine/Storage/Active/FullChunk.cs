using LogAggregator.Engine.Model;
using LogAggregator.Engine.Storage.Sources;

namespace LogAggregator.Engine.Storage.Active;

/// <summary>A chunk in memory that no row is added to any more, and of which a reader sees all.</summary>
sealed class FullChunk(ActiveView view, ActiveChunk chunk, SourceTable sources)
{
    /// <summary>The same for the same chunk.</summary>
    public object Key => chunk;

    public StoredRecord RecordAt(int row) => view.RecordAt(chunk, row, sources);

    public StoredRecord[] Records()
    {
        var records = new StoredRecord[ActiveChunk.Capacity];
        for (var row = 0; row < records.Length; row++) records[row] = RecordAt(row);
        return records;
    }
}
