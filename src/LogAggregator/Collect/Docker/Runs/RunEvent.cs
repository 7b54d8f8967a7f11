namespace LogAggregator.Collect.Docker.Runs;

/// <summary>What an engine tells of a container that exists.</summary>
enum RunEventKind
{
    Start,
    End,
    Pause,
    Unpause,
    Rename,
}

/// <summary>Something that the engine told of a container.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="TimeNs">When it was told, by the engine's clock: a little after it happened.</param>
readonly record struct RunEvent(RunEventKind Kind, long TimeNs)
{
    /// <summary>Of an end, where it was told.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Of a rename: the new name.</summary>
    public string? Name { get; init; }

    /// <summary>Of a rename: the name before; null where it was not told.</summary>
    public string? PreviousName { get; init; }
}
