using LogAggregator.Engine.Model;

namespace LogAggregator.Engine.Query.Execution;

/// <summary>What a directory says of a block.</summary>
/// <param name="Source">The source of all its records, or null where they have several.</param>
/// <param name="Levels">Every level that occurs in it; more is allowed.</param>
/// <param name="FromNs">No event time is smaller.</param>
/// <param name="ToNs">No event time is greater.</param>
readonly record struct BlockFacts(LogSource? Source, LevelSet Levels, long FromNs, long ToNs);
