using System.Collections.Immutable;
using LogAggregator.Engine.Storage.Blocks;
using LogAggregator.Engine.Storage.Scanning;

namespace LogAggregator.Engine.Storage.Segments;

/// <summary>What a segment's directory says of a block.</summary>
/// <param name="Offset">In the file.</param>
/// <param name="Length">Bytes in the file.</param>
/// <param name="RawLength">Bytes when decompressed.</param>
/// <param name="Crc">CRC-32C of the bytes in the file.</param>
/// <param name="Bounds">Of its rows.</param>
/// <param name="Runs">Its rows' sources and levels, in order.</param>
sealed record BlockEntry(long Offset, int Length, int RawLength, uint Crc, RowBounds Bounds, ImmutableArray<BlockRun> Runs);
