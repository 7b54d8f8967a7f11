using System;
using System.Threading;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Storage.Sources;

namespace LogAggregator.Engine.Storage.Active;

/// <summary>
/// The records since the last cut, searchable in memory. One thread adds and publishes; any thread reads up to the
/// <see cref="Count"/> it saw.
/// </summary>
sealed class ActiveRows(ulong firstSequence, SourceTable sources)
{
    /// <summary>Bytes of memory that a row costs besides its line.</summary>
    public const int RowOverhead = 40;

    readonly LineArena _lines = new();
    ActiveChunk[] _chunks = [];
    int _chunkCount;
    long _published;

    public ulong FirstSequence { get; } = firstSequence;

    /// <summary>Rows that may be read.</summary>
    public long Count => Volatile.Read(ref _published);

    /// <summary>Bytes of memory, roughly.</summary>
    public long Cost { get; private set; }

    public ReadOnlySpan<ActiveChunk> ChunksOf(long count) =>
        Volatile.Read(ref _chunks).AsSpan(0, (int)((count + ActiveChunk.Capacity - 1) / ActiveChunk.Capacity));

    /// <summary>The record is seen by readers after <see cref="Publish"/> only.</summary>
    public void Add(in RecordBatch.Row row, int source, ReadOnlySpan<byte> line)
    {
        var (slab, offset) = _lines.Add(line);
        var chunk = _chunkCount == 0 ? AddChunk() : _chunks[_chunkCount - 1];
        if (chunk.Count == ActiveChunk.Capacity) chunk = AddChunk();
        chunk.Add(new ActiveRow(row.TimestampNs, row.ObservedNs, source, offset, line.Length, slab, row.Level, row.Flags));
        Cost += line.Length + RowOverhead;
    }

    public void Publish()
    {
        var count = 0L;
        if (_chunkCount > 0) count = (_chunkCount - 1L) * ActiveChunk.Capacity + _chunks[_chunkCount - 1].Count;
        Volatile.Write(ref _published, count);
    }

    public ref readonly ActiveRow RowAt(long index) =>
        ref Volatile.Read(ref _chunks)[index / ActiveChunk.Capacity][(int)(index % ActiveChunk.Capacity)];

    public ReadOnlyMemory<byte> LineOf(in ActiveRow row) => _lines.Line(row);

    /// <summary>The line is not copied: it keeps its slab of up to 1 MiB in memory as long as it is referred to.</summary>
    public StoredRecord RecordAt(long index)
    {
        ref readonly var row = ref RowAt(index);
        var id = new RecordId(row.TimestampNs, FirstSequence + (ulong)index);
        return new StoredRecord(id, row.ObservedNs, row.Level, row.Flags, sources[row.Source], _lines.Line(row));
    }

    ActiveChunk AddChunk()
    {
        var chunk = new ActiveChunk(FirstSequence + (ulong)_chunkCount * ActiveChunk.Capacity);
        if (_chunkCount == _chunks.Length)
        {
            var larger = new ActiveChunk[Math.Max(4, _chunkCount * 2)];
            Array.Copy(_chunks, larger, _chunkCount);
            Volatile.Write(ref _chunks, larger);
        }

        // A reader takes no more chunks than the published count says, so this slot is not read yet.
        _chunks[_chunkCount++] = chunk;
        return chunk;
    }
}
