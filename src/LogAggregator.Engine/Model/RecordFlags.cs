using System;

namespace LogAggregator.Engine.Model;

/// <summary>What is special about a record's bytes. The bits are stored.</summary>
[Flags]
public enum RecordFlags : byte
{
    None = 0,

    /// <summary>The container printed no newline after these bytes (it ended, or the line was cut).</summary>
    NoNewline = 1,

    /// <summary>The line was longer than the limit (1 MiB) and is cut there.</summary>
    Truncated = 2,

    /// <summary>Not printed by the container: says that lines are missing, from when to when, and why.</summary>
    Gap = 4,

    /// <summary>Not a container's output: sent to the service over its API. Its own container fields count.</summary>
    Posted = 8,

    /// <summary>Not printed by the container: says that it was started, stopped or made anew.</summary>
    Lifecycle = 16,
}
