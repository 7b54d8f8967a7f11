using System;
using System.Collections.Generic;
using LogAggregator.Engine.Model;

namespace LogAggregator.Engine.Storage.Blocks;

/// <summary>The rows of a block in memory. Its buffers are used again for other blocks; one scan at a time has it.</summary>
sealed class DecodedBlock
{
    byte[] _compressed = [];
    byte[] _raw = [];

    public int Count { get; private set; }

    public List<BlockRun> Runs { get; } = [];

    /// <summary>The first row of each run.</summary>
    public List<int> RunStarts { get; } = [];

    public long[] TimestampsNs { get; private set; } = [];

    public long[] ObservedNs { get; private set; } = [];

    public ulong[] Sequences { get; private set; } = [];

    public RecordFlags[] Flags { get; private set; } = [];

    /// <summary>One more than rows: a line ends where the next begins.</summary>
    public int[] LineStarts { get; private set; } = [];

    public BlockRun RunOf(int row)
    {
        var found = RunStarts.BinarySearch(row);
        return Runs[found >= 0 ? found : ~found - 1];
    }

    public RecordId IdAt(int row) => new(TimestampsNs[row], Sequences[row]);

    public ReadOnlyMemory<byte> LineAt(int row) => _raw.AsMemory(LineStarts[row], LineStarts[row + 1] - LineStarts[row]);

    public Span<byte> CompressedBuffer(int length) => Room(ref _compressed, length);

    public Span<byte> RawBuffer(int length) => Room(ref _raw, length);

    /// <summary>Makes room for so many rows.</summary>
    public void Reset(int count)
    {
        Count = count;
        Runs.Clear();
        RunStarts.Clear();
        if (TimestampsNs.Length >= count && LineStarts.Length > count) return;
        TimestampsNs = new long[count];
        ObservedNs = new long[count];
        Sequences = new ulong[count];
        Flags = new RecordFlags[count];
        LineStarts = new int[count + 1];
    }

    /// <summary>Bytes of memory that it holds, roughly.</summary>
    public long Capacity => _compressed.Length + _raw.Length + 29L * TimestampsNs.Length;

    static Span<byte> Room(ref byte[] buffer, int length)
    {
        if (buffer.Length < length) buffer = new byte[length];
        return buffer.AsSpan(0, length);
    }
}
