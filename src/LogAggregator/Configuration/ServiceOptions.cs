using System;
using System.Collections.Generic;
using Microsoft.Extensions.Logging;

namespace LogAggregator.Configuration;

/// <summary>All settings, checked. What each means is in <see cref="Settings"/>.</summary>
sealed record ServiceOptions
{
    public required int Port { get; init; }

    public required string LogDirectory { get; init; }

    public required int MaxLogsMemory { get; init; }

    public required TimeSpan CollectionInterval { get; init; }

    public required IReadOnlyList<string> DockerHosts { get; init; }

    /// <summary>Empty: no TLS.</summary>
    public required string DockerCertPath { get; init; }

    public required bool DockerTlsVerify { get; init; }

    public required IReadOnlyList<string> CollectInclude { get; init; }

    public required IReadOnlyList<string> CollectExclude { get; init; }

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
}
