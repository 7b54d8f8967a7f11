using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;

namespace LogAggregator.Status;

/// <summary>
/// What the parts say about themselves now. Written by the collector, read by health, containers and metrics; each value
/// is immutable and replaced whole.
/// </summary>
sealed class ServiceStatus
{
    readonly ConcurrentDictionary<string, EngineStatus> _engines = new();
    readonly ConcurrentDictionary<string, ContainerStatus> _containers = new();

    public IReadOnlyList<EngineStatus> Engines => [.. _engines.Values.OrderBy(e => e.Endpoint, StringComparer.Ordinal)];

    public IReadOnlyList<ContainerStatus> Containers => [.. _containers.Values];

    public void Set(EngineStatus engine) => _engines[engine.Endpoint] = engine;

    /// <summary>Containers are known by engine and full id.</summary>
    public void Set(ContainerStatus container) => _containers[container.Endpoint + "/" + container.Id] = container;

    public void RemoveContainer(string endpoint, string id) => _containers.TryRemove(endpoint + "/" + id, out _);
}

/// <summary>Connection to one Docker engine.</summary>
/// <param name="Endpoint">As configured: <c>unix:///var/run/docker.sock</c>.</param>
/// <param name="Connected">The last call worked.</param>
/// <param name="EngineVersion">Such as <c>20.10.24</c>; empty while never connected.</param>
/// <param name="ApiVersion">Negotiated; empty while never connected.</param>
/// <param name="Problem">Empty, or a sentence for people: what fails and what to do about it.</param>
sealed record EngineStatus(string Endpoint, bool Connected, string EngineVersion, string ApiVersion, string Problem)
{
    /// <summary>Stands where an engine would: the containers are those of the demo, and Docker is not asked.</summary>
    public static EngineStatus Demo { get; } = new("demo", true, "", "", "");

    /// <summary>Of an engine that has not been tried yet, or has not answered.</summary>
    public static EngineStatus Unanswered(string endpoint) => new(endpoint, false, "", "", "");
}

/// <summary>One container that an engine has now.</summary>
/// <param name="Endpoint">The engine.</param>
/// <param name="Id">Full id.</param>
/// <param name="Name">Without the slash.</param>
/// <param name="Image">As the container names it.</param>
/// <param name="Project">Compose project or empty.</param>
/// <param name="Service">Compose service or empty.</param>
/// <param name="State">Docker's word: running, exited, paused, restarting, created, dead; <c>removed</c> once it is gone.</param>
/// <param name="Collected">False where it is left out by choice.</param>
/// <param name="Warning">Empty, or a sentence: lines may be lost before they can be read, no readable driver, and so on.</param>
sealed record ContainerStatus(
    string Endpoint, string Id, string Name, string Image, string Project, string Service, string State, bool Collected, string Warning);
