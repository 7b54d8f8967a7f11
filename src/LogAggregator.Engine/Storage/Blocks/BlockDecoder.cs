using System;
using System.Linq;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Storage.Encoding;

namespace LogAggregator.Engine.Storage.Blocks;

/// <summary>Reads what <see cref="BlockEncoder"/> made.</summary>
static class BlockDecoder
{
    /// <summary>256 MiB: no block is larger, so a greater length is damage.</summary>
    public const int MaxRawLength = 256 * 1024 * 1024;

    /// <summary>False for anything that the encoder cannot have made; then the block's content is undefined.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> compressed, int rawLength, DecodedBlock block)
    {
        if (rawLength is < 0 or > MaxRawLength) return false;
        var raw = block.RawBuffer(rawLength);
        if (!Zstd.TryDecompress(compressed, raw)) return false;
        var reader = new ByteReader(raw);
        block.Reset(reader.Count(5));
        DecodeRuns(reader.Block(), block);
        return DecodeTimes(reader.Block(), block)
            && DecodeObserved(reader.Block(), block)
            && DecodeSequences(reader.Block(), block)
            && DecodeFlags(reader.Block(), block)
            && DecodeLengths(reader.Block(), block, rawLength - reader.Remaining, rawLength)
            && !reader.Failed
            && block.Runs.Sum(run => (long)run.Rows) == block.Count;
    }

    static void DecodeRuns(ReadOnlySpan<byte> column, DecodedBlock block)
    {
        var reader = new ByteReader(column);
        var start = 0;
        while (reader.Remaining > 0)
        {
            var run = new BlockRun((int)reader.Varint(), (Level)reader.Byte(), (int)reader.Varint());
            if (reader.Failed || run is not { Source: >= 0, Rows: > 0, Level: <= Level.Critical } || run.Rows > block.Count - start) return;
            block.Runs.Add(run);
            block.RunStarts.Add(start);
            start += run.Rows;
        }
    }

    static bool DecodeTimes(ReadOnlySpan<byte> column, DecodedBlock block)
    {
        var reader = new ByteReader(column);
        long last = 0;
        foreach (ref var timestamp in block.TimestampsNs.AsSpan(0, block.Count)) timestamp = last += reader.Zigzag();
        return reader.IsComplete;
    }

    static bool DecodeObserved(ReadOnlySpan<byte> column, DecodedBlock block)
    {
        var reader = new ByteReader(column);
        for (var row = 0; row < block.Count; row++) block.ObservedNs[row] = block.TimestampsNs[row] + reader.Zigzag();
        return reader.IsComplete;
    }

    static bool DecodeSequences(ReadOnlySpan<byte> column, DecodedBlock block)
    {
        var reader = new ByteReader(column);
        ulong last = 0;
        foreach (ref var sequence in block.Sequences.AsSpan(0, block.Count)) sequence = last += (ulong)reader.Zigzag();
        return reader.IsComplete;
    }

    static bool DecodeFlags(ReadOnlySpan<byte> column, DecodedBlock block)
    {
        if (column.Length != block.Count) return false;
        for (var row = 0; row < column.Length; row++) block.Flags[row] = (RecordFlags)column[row];
        return true;
    }

    static bool DecodeLengths(ReadOnlySpan<byte> column, DecodedBlock block, int linesStart, int linesEnd)
    {
        var reader = new ByteReader(column);
        long start = linesStart;
        for (var row = 0; row < block.Count; row++)
        {
            block.LineStarts[row] = (int)start;
            start += (long)reader.Varint();
            if (start < linesStart || start > linesEnd) return false;
        }

        block.LineStarts[block.Count] = (int)start;
        return reader.IsComplete && start == linesEnd;
    }
}
