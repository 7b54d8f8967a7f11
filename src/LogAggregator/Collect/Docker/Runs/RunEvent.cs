namespace LogAggregator.Collect.Docker.Runs;

/// <summary>A start or an end that the engine told of.</summary>
/// <param name="IsStart">Else an end.</param>
/// <param name="TimeNs">When it was told, by the engine's clock: a little after it happened.</param>
/// <param name="ExitCode">Of an end, where it was told.</param>
readonly record struct RunEvent(bool IsStart, long TimeNs, int? ExitCode = null);
