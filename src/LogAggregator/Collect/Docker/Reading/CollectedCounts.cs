using LogAggregator.Collect.Docker.Lines;

namespace LogAggregator.Collect.Docker.Reading;

/// <summary>What was stored of a container in some time.</summary>
readonly record struct CollectedCounts(long Records, ParseMisses Misses);
