using System;
using LogAggregator.Collect.Docker.Engine;
using LogAggregator.Collect.Docker.Lines;
using LogAggregator.Collect.Docker.Reading;
using LogAggregator.Status;

namespace LogAggregator.Collect.Docker;

/// <summary>What is known of a container now.</summary>
sealed record ContainerState(ContainerIdentity Identity, string State, ContainerDetails? Details, LogRetention Retention)
{
    /// <summary>It prints, as far as is known.</summary>
    public bool IsRunning => State is "running" or "paused";

    public static ContainerState Discovered(ContainerIdentity identity, string state, Version api) =>
        new(identity, state, null, LogRetention.Unknown(api));

    public ContainerState With(ContainerDetails details, Version api) => new(
        ContainerIdentity.Of(Identity.Host, details.Id, details.Name, details.Image, details.Labels),
        details.Restarting ? "restarting" : details.State.Length > 0 ? details.State : details.Running ? "running" : "exited",
        details,
        LogRetention.Of(details, api));

    public ContainerStatus Status(string endpoint, string problem) => new(
        endpoint, Identity.Id, Identity.Name, Identity.Image, Identity.Project, Identity.ComposeService, State, Collected: true, Warning(problem));

    string Warning(string problem)
    {
        if (problem.Length > 0) return problem;
        if (!Retention.IsReadable)
            return $"Docker keeps no log of this container that can be read (driver {Details?.LogDriver}): its lines cannot be collected";
        if (Details is not null && Details.LogOptions.TryGetValue("mode", out var mode) && mode == "non-blocking")
            return "The log driver is in non-blocking mode: Docker itself may drop lines";
        return "";
    }
}
