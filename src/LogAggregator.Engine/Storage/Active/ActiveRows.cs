using System;
using System.Threading;
using LogAggregator.Engine.Model;

namespace LogAggregator.Engine.Storage.Active;

/// <summary>
/// The records since the last cut, searchable in memory. One thread adds and publishes; any thread reads what was
/// published before its <see cref="View"/>.
/// </summary>
sealed class ActiveRows
{
    /// <summary>Bytes of memory that a row costs besides its line.</summary>
    public const int RowOverhead = 40;

    readonly LineArena _lines = new();
    ActiveChunk[] _chunks = [];
    int _chunkCount;
    int _publishedChunks;
    ulong _publishedSequence;

    /// <summary>Bytes of memory, roughly. For the thread that adds.</summary>
    public long Cost { get; private set; }

    /// <summary>Returns the line where it stays. A sequence that does not follow the last one (frames of the WAL were lost) begins a new chunk.</summary>
    public ReadOnlyMemory<byte> Add(in RecordBatch.Row row, ulong sequence, int source, ReadOnlySpan<byte> line)
    {
        var (slab, offset) = _lines.Add(line);
        var chunk = _chunkCount == 0 ? AddChunk(sequence) : _chunks[_chunkCount - 1];
        if (chunk.Count == ActiveChunk.Capacity || chunk.NextSequence != sequence) chunk = AddChunk(sequence);
        var active = new ActiveRow(row.TimestampNs, row.ObservedNs, source, offset, line.Length, slab, row.Level, row.Flags);
        chunk.Add(active);
        Cost += line.Length + RowOverhead;
        return _lines.Line(active);
    }

    /// <summary>Lets readers see what was added: batches appear whole.</summary>
    public void Publish()
    {
        if (_chunkCount == 0) return;
        Volatile.Write(ref _publishedSequence, _chunks[_chunkCount - 1].NextSequence - 1);
        Volatile.Write(ref _publishedChunks, _chunkCount);
    }

    public ActiveView View()
    {
        // In this order: a chunk that is seen has its rows up to the sequence that was published before it.
        var sequence = Volatile.Read(ref _publishedSequence);
        var count = Volatile.Read(ref _publishedChunks);
        return new ActiveView(Volatile.Read(ref _chunks).AsMemory(0, count), sequence, _lines);
    }

    ActiveChunk AddChunk(ulong firstSequence)
    {
        var chunk = new ActiveChunk(firstSequence);
        if (_chunkCount == _chunks.Length)
        {
            var larger = new ActiveChunk[Math.Max(4, _chunkCount * 2)];
            Array.Copy(_chunks, larger, _chunkCount);
            Volatile.Write(ref _chunks, larger);
        }

        // A reader takes no more chunks than were published, so this slot is not read yet.
        _chunks[_chunkCount++] = chunk;
        return chunk;
    }
}
