using System.Collections.Immutable;
using LogAggregator.Engine.Storage.Blocks;
using LogAggregator.Engine.Storage.Scanning;

namespace LogAggregator.Engine.Storage.Segments;

/// <summary>What a segment's directory says of a block.</summary>
/// <param name="Offset">Of its first chunk in the file; the others follow.</param>
/// <param name="Chunks">In order: rows, shapes, then a chunk for each column, then the tokens.</param>
/// <param name="Bounds">Of its rows.</param>
/// <param name="Shares">How many rows each source has at each level.</param>
/// <param name="Steps">How many rows each step of time has at each level.</param>
sealed record BlockEntry(long Offset, ImmutableArray<BlockChunk> Chunks, RowBounds Bounds, ImmutableArray<BlockShare> Shares, BlockSteps Steps)
{
    /// <summary>Of all of its rows; sources by the segment's numbers.</summary>
    public RowCounts Counts => new(Bounds, Shares, Steps);
}

/// <param name="Length">Bytes in the file.</param>
/// <param name="Crc">CRC-32C of them.</param>
readonly record struct BlockChunk(int Length, uint Crc);
