using System;
using System.Collections.Generic;

namespace LogAggregator.Collect.Docker.Engine;

/// <summary>What an engine says about itself.</summary>
/// <param name="Id">Stable id of the engine; empty where it may not be asked (<c>/info</c> refused by a proxy).</param>
/// <param name="HostName">Name of the engine's machine; empty as above.</param>
/// <param name="Version">Such as <c>20.10.24</c>.</param>
/// <param name="ApiVersion">Agreed with it.</param>
sealed record EngineInfo(string Id, string HostName, string Version, Version ApiVersion);

/// <summary>A row of the container list.</summary>
/// <param name="Id">64 hex digits.</param>
/// <param name="Name">Without the slash.</param>
/// <param name="Image">As the container names it.</param>
/// <param name="State">running, exited, paused, restarting, created, removing, dead.</param>
/// <param name="CreatedUnixSeconds">When it was created.</param>
/// <param name="Labels">All labels.</param>
sealed record ContainerSummary(
    string Id, string Name, string Image, string State, long CreatedUnixSeconds, IReadOnlyDictionary<string, string> Labels);

/// <summary>What inspecting a container tells, as far as it matters here.</summary>
/// <param name="Id">64 hex digits.</param>
/// <param name="Name">Without the slash.</param>
/// <param name="Image">As the container names it.</param>
/// <param name="Labels">All labels.</param>
/// <param name="Terminal">It has a terminal: its log has no frames.</param>
/// <param name="Running">State.Running; stays true while restarting.</param>
/// <param name="Restarting">Waiting for its restart policy.</param>
/// <param name="Paused">Frozen.</param>
/// <param name="State">Docker's word for all that.</param>
/// <param name="CreatedNs">ns since the Unix epoch.</param>
/// <param name="StartedNs">Last start, 0 if never.</param>
/// <param name="FinishedNs">Last end, 0 if never.</param>
/// <param name="ExitCode">Of the last end; 0 while it runs.</param>
/// <param name="IsOutOfMemory">State.OOMKilled: the last end was for want of memory.</param>
/// <param name="AutoRemove">Goes when it ends.</param>
/// <param name="LogDriver">json-file, local, journald, none and so on.</param>
/// <param name="LogOptions">Of the driver: max-size, max-file, compress, mode, cache-disabled.</param>
sealed record ContainerDetails(
    string Id,
    string Name,
    string Image,
    IReadOnlyDictionary<string, string> Labels,
    bool Terminal,
    bool Running,
    bool Restarting,
    bool Paused,
    string State,
    long CreatedNs,
    long StartedNs,
    long FinishedNs,
    int ExitCode,
    bool IsOutOfMemory,
    bool AutoRemove,
    string LogDriver,
    IReadOnlyDictionary<string, string> LogOptions);

/// <summary>Something happened to a container.</summary>
/// <param name="Action">start, die, destroy (Podman: remove), rename, pause, unpause, create and so on.</param>
/// <param name="Id">64 hex digits.</param>
/// <param name="TimeNs">Engine's clock.</param>
/// <param name="Attributes">All labels of the container, and <c>image</c>, <c>name</c>, <c>exitCode</c>.</param>
sealed record ContainerEvent(string Action, string Id, long TimeNs, IReadOnlyDictionary<string, string> Attributes);
