using System;
using System.Collections.Immutable;
using System.Linq;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Storage.Blocks;
using LogAggregator.Engine.Storage.Encoding;
using LogAggregator.Engine.Storage.Scanning;
using LogAggregator.Engine.Storage.Sources;

namespace LogAggregator.Engine.Storage.Segments;

/// <summary>What is in a segment, so that a scan opens few blocks and a start none.</summary>
/// <param name="FirstArrivalNs">When its first record arrived; ns since the Unix epoch.</param>
/// <param name="LastArrivalNs">When its last record arrived.</param>
/// <param name="Sources">By the segment's own number of a source.</param>
/// <param name="Blocks">In the file's order.</param>
sealed record SegmentDirectory(
    long FirstArrivalNs, long LastArrivalNs, ImmutableArray<SegmentSource> Sources, ImmutableArray<BlockEntry> Blocks)
{
    const int MinBlockLength = 12;
    const int MinShareLength = 3;
    const int MinChunkLength = 5;

    public RowBounds Bounds { get; } = Blocks.Aggregate(RowBounds.Empty, (sum, block) => sum.With(block.Bounds));

    public void Encode(ByteWriter writer)
    {
        writer.Int64(FirstArrivalNs);
        writer.Int64(LastArrivalNs);
        writer.Varint((ulong)Sources.Length);
        foreach (var source in Sources) source.Encode(writer);
        writer.Varint((ulong)Blocks.Length);
        foreach (var block in Blocks) Encode(block, writer);
    }

    public static bool TryDecode(ReadOnlySpan<byte> bytes, out SegmentDirectory directory)
    {
        var reader = new ByteReader(bytes);
        var (first, last) = (reader.Int64(), reader.Int64());
        var sources = new SegmentSource[reader.Count(SourceCodec.MinLength)];
        for (var i = 0; i < sources.Length; i++) sources[i] = SegmentSource.Decode(ref reader);
        var blocks = new BlockEntry[reader.Count(MinBlockLength)];
        for (var i = 0; i < blocks.Length; i++) blocks[i] = DecodeBlock(ref reader);
        directory = new SegmentDirectory(first, last, [.. sources], [.. blocks]);
        return reader.IsComplete && blocks.All(block => block.Shares.All(share => share.Source >= 0 && share.Source < sources.Length && share.Level <= Level.Critical));
    }

    static void Encode(BlockEntry block, ByteWriter writer)
    {
        writer.Varint((ulong)block.Offset);
        writer.Varint((ulong)block.Chunks.Length);
        foreach (var chunk in block.Chunks)
        {
            writer.Varint((ulong)chunk.Length);
            writer.UInt32(chunk.Crc);
        }

        writer.Zigzag(block.Bounds.MinTimestampNs);
        writer.Zigzag(block.Bounds.MaxTimestampNs);
        writer.Zigzag(block.Bounds.MinObservedNs);
        writer.Zigzag(block.Bounds.MaxObservedNs);
        writer.Varint(block.Bounds.MinSequence);
        writer.Varint(block.Bounds.MaxSequence);
        writer.Varint((ulong)block.Shares.Length);
        foreach (var share in block.Shares)
        {
            writer.Varint((ulong)share.Source);
            writer.Byte((byte)share.Level);
            writer.Varint((ulong)share.Rows);
        }

        writer.Block(block.Steps.Encoded);
    }

    static BlockEntry DecodeBlock(ref ByteReader reader)
    {
        var offset = (long)reader.Varint();
        var chunks = new BlockChunk[reader.Count(MinChunkLength)];
        for (var i = 0; i < chunks.Length; i++) chunks[i] = new BlockChunk((int)reader.Varint(), reader.UInt32());
        var bounds = new RowBounds(
            reader.Zigzag(), reader.Zigzag(), reader.Zigzag(), reader.Zigzag(), reader.Varint(), reader.Varint());
        var shares = new BlockShare[reader.Count(MinShareLength)];
        for (var i = 0; i < shares.Length; i++) shares[i] = new BlockShare((int)reader.Varint(), (Level)reader.Byte(), (int)reader.Varint());
        if (BlockSteps.Decode(reader.Block()) is { } steps) return new BlockEntry(offset, [.. chunks], bounds, [.. shares], steps);
        reader.Fail();
        return new BlockEntry(offset, [.. chunks], bounds, [.. shares], BlockSteps.Unknown);
    }
}
