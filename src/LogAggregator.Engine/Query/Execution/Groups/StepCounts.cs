using System.Collections.Generic;
using LogAggregator.Engine.Model;

namespace LogAggregator.Engine.Query.Execution.Groups;

/// <summary>Rows of a block by level and by steps of time, which begin at whole multiples of their length since the Unix epoch.</summary>
/// <param name="StepNs">Length of a step; 0 if nothing is known.</param>
/// <param name="Counts">Where each step begins, and its rows of a level.</param>
sealed record StepCounts(long StepNs, IReadOnlyList<StepCount> Counts)
{
    public static StepCounts Unknown { get; } = new(0, []);
}

/// <param name="StartNs">Where the step begins.</param>
/// <param name="Level">Of these rows.</param>
/// <param name="Rows">How many.</param>
readonly record struct StepCount(long StartNs, Level Level, long Rows);
