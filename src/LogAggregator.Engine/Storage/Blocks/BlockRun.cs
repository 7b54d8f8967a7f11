using LogAggregator.Engine.Model;

namespace LogAggregator.Engine.Storage.Blocks;

/// <summary>So many rows of a block, one after the other, of one source (the segment's number) and level.</summary>
readonly record struct BlockRun(int Source, Level Level, int Rows);
