using System;
using System.Collections.Generic;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Storage.Sources;

namespace LogAggregator.Engine.Storage.State;

/// <summary>What became of a batch's rows in the store; used again for the next batch.</summary>
sealed class AppliedRows
{
    /// <summary>The number in the store of each of the batch's sources.</summary>
    public List<int> Sources { get; } = [];

    /// <summary>Each row's line in the memory of its generation.</summary>
    public List<ReadOnlyMemory<byte>> Lines { get; } = [];

    public StoredRecord[] Records(RecordBatch batch, ulong firstSequence, SourceTable sources)
    {
        var records = new StoredRecord[batch.Count];
        for (var i = 0; i < records.Length; i++)
        {
            var row = batch.Rows[i];
            var id = new RecordId(row.TimestampNs, firstSequence + (ulong)i);
            records[i] = new StoredRecord(id, row.ObservedNs, row.Level, row.Flags, sources[Sources[row.SourceNumber]], Lines[i]);
        }

        return records;
    }
}
