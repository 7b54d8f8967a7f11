using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Collect.Docker.Engine;
using LogAggregator.Collect.Docker.Positions;
using LogAggregator.Engine;
using LogAggregator.Engine.Model;
using LogAggregator.Status;

namespace LogAggregator.Collect.Docker;

/// <summary>
/// Keeps the connection to one engine and the set of its containers: events tell at once what changed, the list every few
/// seconds what they did not tell.
/// </summary>
sealed class EngineCollector(IDockerEngine engine, CollectorContext context, StoredPositions positions)
{
    readonly Signal _lost = new();
    readonly EventHistory _events = new();
    readonly Backoff _reconnect = new(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(5), context.Random);
    ContainerSet? _containers;
    bool _wasConnected;

    /// <summary>Returns when cancelled and everything taken is stored.</summary>
    /// <param name="stopping">Ends it.</param>
    /// <param name="grace">Cancelled a few seconds after.</param>
    public async Task RunAsync(CancellationToken stopping, CancellationToken grace)
    {
        var link = new EngineLink(_lost);
        while (!stopping.IsCancellationRequested)
        {
            var problem = await ConnectedAsync(link, stopping, grace);
            if (stopping.IsCancellationRequested) break;
            if (link.IsUp) link.Lost(problem);
            ShowLoss(problem);
            await PauseAsync(_reconnect.Next(), stopping);
        }
        if (_containers is not null) await _containers.CompleteAsync();
    }

    /// <summary>Connects and stays until the connection is lost; returns why. The one place where that is caught.</summary>
    async Task<string> ConnectedAsync(EngineLink link, CancellationToken stopping, CancellationToken grace)
    {
        using var session = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        Task events = Task.CompletedTask;
        try
        {
            var info = await engine.ConnectAsync(session.Token);
            link.Connected(info);
            _containers ??= await OpenContainersAsync(link, info, stopping, grace);
            _containers.HostName = info.HostName;
            var subscribed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            events = ReadEventsAsync(_containers, link, subscribed, session.Token);
            await subscribed.Task;
            if (!link.IsUp) return link.Problem;
            await ReconcileAsync(_containers, session.Token);
            ShowConnection(info);
            await StayAsync(_containers, link, session.Token);
            return link.Problem;
        }
        catch (DockerUnavailableException exception)
        {
            return exception.Message;
        }
        catch (DockerRequestException exception)
        {
            return exception.Message;
        }
        catch (IOException exception)
        {
            return $"the store does not take the collector's positions: {exception.Message}";
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return "";
        }
        // A fault of ours must not end the collection of an engine unseen.
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            CollectorLog.Failed(context.Logger, engine.Endpoint, exception);
            return exception.Message;
        }
        finally
        {
            session.Cancel();
            await events;
        }
    }

    async Task StayAsync(ContainerSet containers, EngineLink link, CancellationToken cancellationToken)
    {
        await using var stop = cancellationToken.UnsafeRegister(static signal => ((Signal)signal!).Set(), _lost);
        await using var tick = context.Time.CreateTimer(
            static signal => ((Signal)signal!).Set(), _lost, context.Options.CollectionInterval, context.Options.CollectionInterval);
        while (true)
        {
            await _lost.WaitAsync();
            cancellationToken.ThrowIfCancellationRequested();
            if (!link.IsUp) return;
            await ReconcileAsync(containers, cancellationToken);
        }
    }

    async Task ReconcileAsync(ContainerSet containers, CancellationToken cancellationToken)
    {
        var known = containers.Ids();
        var list = await engine.ListContainersAsync(cancellationToken);
        _reconnect.Reset();
        containers.Reconcile(list, known);
        await containers.BuryAsync(list);
    }

    /// <summary>Events go straight to the containers: a short-lived one does not wait for a list that is being read.</summary>
    async Task ReadEventsAsync(ContainerSet containers, EngineLink link, TaskCompletionSource subscribed, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var happened in engine.ReadEventsAsync(_events.NewestNs, subscribed, cancellationToken))
            {
                if (_events.IsNew(happened)) containers.Handle(happened);
            }
            link.Lost($"{engine.Endpoint} ended the stream of events");
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The session is over.
        }
        catch (Exception exception) when (exception is DockerUnavailableException or DockerRequestException)
        {
            link.Lost(exception.Message);
        }
        finally
        {
            subscribed.TrySetResult();
        }
    }

    async Task<ContainerSet> OpenContainersAsync(EngineLink link, EngineInfo info, CancellationToken stopping, CancellationToken grace)
    {
        var name = info.Id.Length > 0 ? info.Id : engine.Endpoint;
        var firstNs = positions.FirstConnectionNs(name);
        if (firstNs is null)
        {
            firstNs = context.NowNs;
            var batch = new RecordBatch();
            batch.SetPosition(StoredPositions.EngineKey(name), StoredPositions.EncodeTime(firstNs.Value));
            await context.Pipeline.IngestAsync(batch, Durability.Written, stopping);
        }
        link.FirstConnectionNs = firstNs.Value;
        return new ContainerSet(engine, link, context, positions, name, stopping, grace);
    }

    void ShowConnection(EngineInfo info)
    {
        if (_wasConnected) context.Metrics.EngineReconnects.Increment();
        _wasConnected = true;
        context.Status.Set(new EngineStatus(engine.Endpoint, true, info.Version, info.ApiVersion.ToString(), ""));
        var (listed, collected) = (_containers!.Listed, _containers.Ids().Count);
        CollectorLog.Connected(context.Logger, engine.Endpoint, info.Version, info.ApiVersion, listed, collected);
    }

    void ShowLoss(string problem)
    {
        var before = context.Status.Engines.FirstOrDefault(status => status.Endpoint == engine.Endpoint);
        if (before is { Connected: false } && before.Problem == problem) return;
        context.Status.Set(new EngineStatus(engine.Endpoint, false, before?.EngineVersion ?? "", before?.ApiVersion ?? "", problem));
        CollectorLog.Disconnected(context.Logger, engine.Endpoint, problem);
    }

    async Task PauseAsync(TimeSpan pause, CancellationToken stopping)
    {
        try
        {
            await Task.Delay(pause, context.Time, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The loop ends.
        }
    }
}
