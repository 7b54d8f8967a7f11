using LogAggregator.Engine.Model;


namespace LogAggregator.Engine.Storage.Blocks;

/// <summary>So many rows of a block are of one source (the segment's number of it) and level.</summary>
readonly record struct BlockShare(int Source, Level Level, int Rows);
