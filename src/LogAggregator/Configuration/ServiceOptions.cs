using System;
using System.Collections.Generic;
using LogAggregator.Collect.Docker;
using LogAggregator.Collect.Docker.Engine;
using Microsoft.Extensions.Logging;

namespace LogAggregator.Configuration;

/// <summary>All settings, checked. What each means is in <see cref="Settings"/>.</summary>
sealed record ServiceOptions
{
    public required int Port { get; init; }

    /// <summary>Empty in the demo where it is not set: a temporary one then.</summary>
    public required string LogDirectory { get; init; }

    public required int MaxLogsMemory { get; init; }

    public required TimeSpan CollectionInterval { get; init; }

    public required IReadOnlyList<DockerEndpoint> DockerEndpoints { get; init; }

    /// <summary>Which containers are collected.</summary>
    public required ContainerFilter Containers { get; init; }

    /// <summary>Lines; null for all.</summary>
    public required long? CollectTail { get; init; }

    /// <summary>Null: kept for ever.</summary>
    public required TimeSpan? RetentionAge { get; init; }

    /// <summary>Null: no bound.</summary>
    public required long? RetentionBytes { get; init; }

    /// <summary>Bytes; null: no bound.</summary>
    public required long? MinFreeDisk { get; init; }

    public required IReadOnlyList<string> CorsOrigins { get; init; }

    public required LogFormat LogFormat { get; init; }

    public required LogLevel LogLevel { get; init; }

    /// <summary>Null: no demo, the containers of Docker are collected.</summary>
    public required DemoOptions? Demo { get; init; }
}
