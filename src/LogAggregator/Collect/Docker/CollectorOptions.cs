using System;
using System.Collections.Generic;

namespace LogAggregator.Collect.Docker;

/// <summary>How containers are collected.</summary>
sealed record CollectorOptions
{
    /// <summary>Between two looks at the list of containers. Default 5 s, at least 1 s. Lines and new containers do not wait for it.</summary>
    public TimeSpan CollectionInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Messages of history taken from a container that was there before the service's first start. Default 100, 0 for
    /// none, null for all that the engine keeps. Of a container that came later everything is taken.
    /// </summary>
    public long? Tail { get; init; } = 100;

    /// <summary>Whether a container is collected, by its name (without slash), image and labels. Default: every one.</summary>
    public Func<string, string, IReadOnlyDictionary<string, string>, bool> IsCollected { get; init; } = static (_, _, _) => true;

    /// <summary>Id (12 or 64 hex digits) of the container the service runs in, which is left out; empty if it runs in none.</summary>
    public string SelfId { get; init; } = "";
}
