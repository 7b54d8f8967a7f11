using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace LogAggregator.Collect.Docker.Engine;

/// <summary>
/// One Docker engine, through GET requests alone. Implemented over HTTP, and by an engine in memory for the tests of the
/// collector. May be used by any thread.
/// </summary>
interface IDockerEngine
{
    /// <summary>As configured: <c>unix:///var/run/docker.sock</c>, <c>tcp://host:2376</c>.</summary>
    string Endpoint { get; }

    /// <summary>Asks who is there and agrees on an API version; called again after the engine was gone.</summary>
    /// <exception cref="DockerUnavailableException">Nobody answers.</exception>
    Task<EngineInfo> ConnectAsync(CancellationToken cancellationToken);

    /// <summary>Every container, stopped ones too.</summary>
    /// <exception cref="DockerUnavailableException">Nobody answers.</exception>
    /// <exception cref="DockerRequestException">The engine, or a proxy before it, refused.</exception>
    Task<IReadOnlyList<ContainerSummary>> ListContainersAsync(CancellationToken cancellationToken);

    /// <summary>Null if there is no such container. Throws as the list does.</summary>
    Task<ContainerDetails?> InspectAsync(string id, CancellationToken cancellationToken);

    /// <summary>
    /// Events of containers from now on. First, once more, those of the last second or two, so that none falls beside the subscription,
    /// and what the engine remembers from <paramref name="sinceNs"/> on, at most of the last hour. Ends when the engine ends the stream.
    /// The subscription stands when the first <c>MoveNextAsync</c> has been called and <paramref name="subscribed"/> is completed
    /// (it stays open if there is no subscription: the enumeration throws).
    /// </summary>
    /// <param name="sinceNs">Time of the newest event that is known, by the engine's clock; 0 if none is.</param>
    /// <param name="subscribed">Completed when the subscription stands.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="DockerUnavailableException">Nobody answers, or the connection broke.</exception>
    /// <exception cref="DockerRequestException">The engine, or a proxy before it, refused.</exception>
    IAsyncEnumerable<ContainerEvent> ReadEventsAsync(long sinceNs, TaskCompletionSource subscribed, CancellationToken cancellationToken);

    /// <summary>Opens the log of a container. The caller disposes the reading, at any time and by any thread.</summary>
    /// <exception cref="DockerRequestException">The engine refused: 404 gone, 409 being removed, 501 not readable, 500.</exception>
    /// <exception cref="DockerUnavailableException">Nobody answers.</exception>
    Task<ILogReading> OpenLogsAsync(string id, LogRequest request, CancellationToken cancellationToken);
}
