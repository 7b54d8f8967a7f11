using LogAggregator.Collect.Docker.Lines;
using LogAggregator.Collect.Docker.Positions;

namespace LogAggregator.Collect.Docker.Runs;

/// <summary>A start, a stop or a change that is to be recorded.</summary>
/// <param name="Record">What is recorded.</param>
/// <param name="IsHeard">It was told by an event, which comes when the last line is in the log; else only seen.</param>
/// <param name="BeforeNs">Of a stop: the next start, if that is known already; else <see cref="long.MaxValue"/>.</param>
/// <param name="After">What is recorded with it.</param>
readonly record struct ToldRun(LifecycleRecord Record, bool IsHeard, long BeforeNs, LifecycleMark After);
