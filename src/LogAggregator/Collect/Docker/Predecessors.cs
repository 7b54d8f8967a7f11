using System;
using System.Linq;
using LogAggregator.Collect.Docker.Lines;
using LogAggregator.Engine;
using LogAggregator.Status;

namespace LogAggregator.Collect.Docker;

/// <summary>Containers that are gone, known by the records that the store has of them.</summary>
sealed class Predecessors(ILogStore store, ServiceStatus status)
{
    /// <summary>The store has records of it.</summary>
    public bool Knows(string containerId)
    {
        var shortId = ContainerIdentity.Short(containerId);
        return store.Sources.Any(of => of.Source.ContainerId == shortId);
    }

    /// <summary>
    /// Short id of the newest container that had the name before; null if none is known. Compose gives the name of a service's container to
    /// the one in its place; one that was given another name and runs on was not replaced.
    /// </summary>
    public string? Of(ContainerIdentity identity) => store.Sources
        .Where(of => of.Source.ContainerName == identity.Name && of.Source.Host == identity.Host
            && of.Source.ContainerId.Length > 0 && of.Source.ContainerId != identity.ShortId && !RunsOn(of.Source.ContainerId, identity.Name))
        .MaxBy(of => of.LastTimestampNs)?.Source.ContainerId;

    bool RunsOn(string shortId, string name) => status.Containers.Any(
        other => other.Id.StartsWith(shortId, StringComparison.Ordinal) && other.Name != name && other.State is "running" or "paused" or "restarting");
}
