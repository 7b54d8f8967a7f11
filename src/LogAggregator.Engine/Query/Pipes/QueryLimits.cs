using System;

namespace LogAggregator.Engine.Query.Pipes;

/// <summary>What one query may use. Where a limit is met the result is cut there, and says so.</summary>
public sealed record QueryLimits
{
    /// <summary>Bytes that pipes hold, roughly. Default 64 MiB: two such queries at once fit beside a loaded service.</summary>
    public long MaxBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Rows of the result. Default 10,000.</summary>
    public long MaxRows { get; init; } = 10_000;

    /// <summary>How long records are read. Default 30 s.</summary>
    public TimeSpan MaxDuration { get; init; } = TimeSpan.FromSeconds(30);
}
