using System.Collections.Generic;
using LogAggregator.Engine.Model;

namespace LogAggregator.Engine.Query.Execution.Groups;

/// <summary>What a directory says of a block all of whose rows match.</summary>
/// <param name="Shares">How many rows of each source and level.</param>
/// <param name="FromNs">No event time is smaller.</param>
/// <param name="ToNs">No event time is greater (inclusive).</param>
/// <param name="Steps">How many rows of each level are in each step of time.</param>
sealed record BlockSummary(IReadOnlyList<SourceShare> Shares, long FromNs, long ToNs, StepCounts Steps);

/// <summary>So many rows are of one source and level.</summary>
readonly record struct SourceShare(LogSource Source, Level Level, long Rows);
