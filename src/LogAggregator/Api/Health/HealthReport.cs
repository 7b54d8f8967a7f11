using System;
using System.Collections.Generic;
using System.Linq;
using LogAggregator.Configuration;
using LogAggregator.Engine;
using LogAggregator.Status;

namespace LogAggregator.Api.Health;

/// <summary>How well a part, or all of it, does its work. The worst part decides for the whole.</summary>
enum HealthState
{
    Healthy,

    /// <summary>It works, but not all of it; the check says what is missing and what to do.</summary>
    Degraded,

    /// <summary>It cannot keep new lines.</summary>
    Unhealthy,
}

/// <param name="Name">The part: <c>docker</c>, <c>store</c>, <c>disk</c>.</param>
/// <param name="State">How it does.</param>
/// <param name="Detail">A sentence for people.</param>
sealed record HealthCheck(string Name, HealthState State, string Detail);

/// <summary>The judgement over what the parts say about themselves; nothing is asked here.</summary>
/// <param name="State">The worst of all.</param>
/// <param name="Checks">Of each part.</param>
/// <param name="DockerOk">All engines are connected.</param>
/// <param name="IsDemo">There is no engine: the containers are made up.</param>
sealed record HealthReport(HealthState State, IReadOnlyList<HealthCheck> Checks, bool DockerOk, bool IsDemo)
{
    public static HealthReport Of(IReadOnlyList<EngineStatus> engines, IReadOnlyList<ContainerStatus> containers, StoreStatistics store, DiskSpace disk)
    {
        HealthCheck[] checks = [.. Engines(engines), Containers(containers), Store(store), Disk(disk)];
        return new HealthReport(checks.Max(check => check.State), checks, engines.Count > 0 && engines.All(engine => engine.Connected), engines.Contains(EngineStatus.Demo));
    }

    static IEnumerable<HealthCheck> Engines(IReadOnlyList<EngineStatus> engines)
    {
        foreach (var engine in engines)
        {
            if (engine == EngineStatus.Demo)
            {
                yield return new HealthCheck("demo", HealthState.Healthy, "This is the demo: its containers are made up, and Docker is not asked.");
                continue;
            }

            var name = engines.Count == 1 ? "docker" : "docker " + engine.Endpoint;
            yield return engine.Connected && engine.Problem.Length == 0
                ? new HealthCheck(name, HealthState.Healthy, $"Connected to Docker {engine.EngineVersion} at {engine.Endpoint} (API {engine.ApiVersion}).")
                : new HealthCheck(name, HealthState.Degraded, engine.Problem.Length > 0 ? engine.Problem : $"Docker at {engine.Endpoint} has not answered yet.");
        }
    }

    /// <summary>A warning about one container is told, but its choice of log driver does not make the service degraded.</summary>
    static HealthCheck Containers(IReadOnlyList<ContainerStatus> containers)
    {
        var warned = containers.Where(container => container.Warning.Length > 0).Select(container => container.Name).Order().ToArray();
        var collected = $"{containers.Count(container => container.Collected)} of {containers.Count} containers are collected.";
        return new HealthCheck("containers", HealthState.Healthy, warned.Length == 0 ? collected : $"{collected} GET /containers has warnings for {Names(warned)}.");
    }

    static string Names(string[] names) => names.Length <= 5 ? string.Join(", ", names) : $"{string.Join(", ", names.Take(5))} and {names.Length - 5} more";

    static HealthCheck Store(StoreStatistics store) => store switch
    {
        { Full: true } => new("store", HealthState.Unhealthy, "The disk is full: what is kept can be read, but new lines wait until there is room. Free some, or set RETENTION_BYTES or RETENTION_DAYS."),
        { DamagedBlocks: > 0 } => new("store", HealthState.Degraded, $"{store.DamagedBlocks} damaged blocks were found on the disk; their records cannot be shown. Check the disk."),
        _ => new("store", HealthState.Healthy, $"{store.Records} records, {ByteSize.Format(store.DiskBytes)} on the disk."),
    };

    static HealthCheck Disk(DiskSpace disk) => disk switch
    {
        { FreeBytes: null } => new("disk", HealthState.Healthy, "The system does not say how much room the disk has."),
        { FreeBytes: { } free, MinFreeBytes: { } min, IsLow: true } => new(
            "disk", HealthState.Degraded, $"{ByteSize.Format(free)} are free, less than MIN_FREE_DISK ({ByteSize.Format(min)}): the oldest records are removed."),
        { FreeBytes: { } free } => new("disk", HealthState.Healthy, $"{ByteSize.Format(free)} are free."),
    };
}
