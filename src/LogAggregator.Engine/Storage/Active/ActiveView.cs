using System;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Storage.Sources;

namespace LogAggregator.Engine.Storage.Active;

/// <summary>The rows that a reader may see, up to a sequence.</summary>
readonly record struct ActiveView(ReadOnlyMemory<ActiveChunk> Chunks, ulong LastSequence, LineArena Lines)
{
    /// <summary>Rows of a chunk that belong to the view.</summary>
    public int CountOf(ActiveChunk chunk) =>
        chunk.FirstSequence > LastSequence ? 0 : (int)Math.Min((ulong)chunk.Count, LastSequence - chunk.FirstSequence + 1);

    /// <summary>The line is not copied: it keeps its slab of up to 1 MiB in memory as long as it is referred to.</summary>
    public StoredRecord RecordAt(ActiveChunk chunk, int index, SourceTable sources)
    {
        ref readonly var row = ref chunk[index];
        return new StoredRecord(chunk.IdAt(index), row.ObservedNs, row.Level, row.Flags, sources[row.Source], Lines.Line(row));
    }
}
