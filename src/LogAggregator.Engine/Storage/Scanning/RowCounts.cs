using System.Collections.Immutable;
using LogAggregator.Engine.Storage.Blocks;

namespace LogAggregator.Engine.Storage.Scanning;

/// <summary>How many rows there are of each kind: often all that a search needs of them.</summary>
/// <param name="Bounds">Of the rows.</param>
/// <param name="Shares">How many rows each source has at each level.</param>
/// <param name="Steps">How many rows each step of time has at each level.</param>
sealed record RowCounts(RowBounds Bounds, ImmutableArray<BlockShare> Shares, BlockSteps Steps);
