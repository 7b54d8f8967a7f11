using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Collect.Docker.Engine;
using LogAggregator.Collect.Docker.Lines;
using LogAggregator.Collect.Docker.Positions;
using LogAggregator.Collect.Docker.Reading;
using LogAggregator.Collect.Docker.Runs;
using LogAggregator.Status;

namespace LogAggregator.Collect.Docker;

/// <summary>The containers of one engine that are collected, each with its loop. Used by the loop of the list and that of the events.</summary>
sealed class ContainerSet(
    IDockerEngine engine,
    EngineLink link,
    CollectorContext context,
    StoredPositions positions,
    string engineName,
    CancellationToken stopping,
    CancellationToken grace)
{
    /// <summary>Removed containers whose last state is still shown; those that an engine's 256 events can be of.</summary>
    const int MaxRemovedShown = 256;

    readonly Burial _burial = new(link, context, positions, engineName, grace);
    readonly Lock _lock = new();
    readonly Dictionary<string, (ContainerCollector Collector, Task Run)> _containers = [];
    readonly HashSet<string> _leftOut = [];
    readonly Queue<string> _removed = new();
    readonly HashSet<string> _gone = [];
    long _summaryMs = context.NowMs + 60_000;

    /// <summary>Name of the engine's machine.</summary>
    public string HostName { get; set; } = "";

    /// <summary>Containers that the engine had at last, left out ones too.</summary>
    public int Listed { get; private set; }

    public IReadOnlyCollection<string> Ids()
    {
        lock (_lock) return [.. _containers.Keys];
    }

    /// <param name="list">The engine's containers.</param>
    /// <param name="known">Ids that were collected before the list was asked for: those it does not have are gone.</param>
    public void Reconcile(IReadOnlyList<ContainerSummary> list, IReadOnlyCollection<string> known)
    {
        Listed = list.Count;
        var ids = new HashSet<string>();
        foreach (var container in list)
        {
            ids.Add(container.Id);
            var isNew = container.CreatedUnixSeconds >= link.FirstConnectionNs / 1_000_000_000;
            Find(container.Id, container.Name, container.Image, container.State, container.Labels, isNew)?.Inbox.Listed(container);
        }
        lock (_lock)
        {
            foreach (var id in known)
            {
                if (!ids.Contains(id) && _containers.TryGetValue(id, out var gone)) gone.Collector.Inbox.Removed();
            }
            foreach (var id in _leftOut.Except(ids).ToList()) ForgetLeftOut(id);
        }
        Summarize();
    }

    public void Handle(ContainerEvent happened)
    {
        switch (happened.Action)
        {
            case "start":
                FindLive(happened, "running")?.Inbox.Started(Math.Max(1, happened.TimeNs));
                break;
            case "die" or "died":
                Known(happened.Id)?.Inbox.Died(happened.TimeNs, ExitCodeOf(happened));
                break;
            case "destroy" or "remove":
                Known(happened.Id)?.Inbox.Removed();
                ForgetLeftOut(happened.Id);
                break;
            case "create":
                FindLive(happened, "created");
                break;
            case "pause":
                Known(happened.Id)?.Inbox.Changed(new RunEvent(RunEventKind.Pause, happened.TimeNs));
                break;
            case "unpause":
                Known(happened.Id)?.Inbox.Changed(new RunEvent(RunEventKind.Unpause, happened.TimeNs));
                break;
            case "rename":
                Known(happened.Id)?.Inbox.Changed(RenameOf(happened));
                break;
            case "restart" or "stop":
                Known(happened.Id)?.Inbox.Changed();
                break;
        }
    }

    static int? ExitCodeOf(ContainerEvent happened) =>
        int.TryParse(happened.Attributes.GetValueOrDefault("exitCode"), CultureInfo.InvariantCulture, out var code) ? code : null;

    /// <summary>Docker writes the old name with a slash and the new one without.</summary>
    static RunEvent RenameOf(ContainerEvent happened) => new(RunEventKind.Rename, happened.TimeNs)
    {
        Name = happened.Attributes.GetValueOrDefault("name"),
        PreviousName = happened.Attributes.GetValueOrDefault("oldName")?.TrimStart('/'),
    };

    /// <summary>
    /// Of an event. One that comes late, or again after the service was started again, may be of a container that is known to be gone: ids
    /// never come again.
    /// </summary>
    ContainerCollector? FindLive(ContainerEvent happened, string state)
    {
        lock (_lock)
        {
            if (_gone.Contains(happened.Id) || IsBuried(happened.Id)) return null;
            var attributes = happened.Attributes;
            return Find(
                happened.Id, attributes.GetValueOrDefault("name", ""), attributes.GetValueOrDefault("image", ""), state, attributes, isNew: true);
        }
    }

    /// <summary>Looks after positions of containers that are not collected.</summary>
    public Task BuryAsync(IReadOnlyList<ContainerSummary> list) => _burial.RunAsync(list);

    /// <summary>All loops have ended.</summary>
    public Task CompleteAsync()
    {
        lock (_lock) return Task.WhenAll(_containers.Values.Select(container => container.Run));
    }

    ContainerCollector? Known(string id)
    {
        lock (_lock) return _containers.TryGetValue(id, out var known) ? known.Collector : null;
    }

    /// <summary>It has records and no position any more.</summary>
    bool IsBuried(string id) => !_containers.ContainsKey(id) && positions.Of(id) is null && context.Predecessors.Knows(id);

    ContainerCollector? Find(string id, string name, string image, string state, IReadOnlyDictionary<string, string> labels, bool isNew)
    {
        lock (_lock)
        {
            if (_containers.TryGetValue(id, out var known)) return known.Collector;
            if (stopping.IsCancellationRequested) return null;
            var identity = ContainerIdentity.Of(HostName, id, name, image, labels);
            if (!IsCollected(identity, labels))
            {
                _leftOut.Add(id);
                ShowLeftOut(identity, state);
                return null;
            }
            var stored = positions.Take(id);
            var collector = new ContainerCollector(
                engine, link, context, ContainerState.Discovered(identity, state, link.ApiVersion), StoredPositions.KeyOf(engineName, id, stored), stored, isNew);
            _containers[id] = (collector, RunAsync(collector));
            CollectorLog.Discovered(context.Logger, name, image, identity.ShortId);
            return collector;
        }
    }

    bool IsCollected(ContainerIdentity identity, IReadOnlyDictionary<string, string> labels) =>
        (context.Options.SelfId.Length < 12 || !identity.Id.StartsWith(context.Options.SelfId, StringComparison.Ordinal))
        && context.Options.IsCollected(identity.Name, identity.Image, labels);

    void ShowLeftOut(ContainerIdentity identity, string state) => context.Status.Set(new ContainerStatus(
        engine.Endpoint, identity.Id, identity.Name, identity.Image, identity.Project, identity.ComposeService, state, Collected: false, ""));

    /// <summary>Nothing of it is kept, so it is not shown any more.</summary>
    void ForgetLeftOut(string id)
    {
        lock (_lock)
        {
            if (_leftOut.Remove(id)) context.Status.RemoveContainer(engine.Endpoint, id);
        }
    }

    async Task RunAsync(ContainerCollector collector)
    {
        await Task.Yield();
        await collector.RunAsync(stopping, grace);
        if (stopping.IsCancellationRequested) return;
        lock (_lock)
        {
            _containers.Remove(collector.Id);
            _removed.Enqueue(collector.Id);
            _gone.Add(collector.Id);
            if (_removed.Count <= MaxRemovedShown) return;
            var forgotten = _removed.Dequeue();
            _gone.Remove(forgotten);
            context.Status.RemoveContainer(engine.Endpoint, forgotten);
        }
    }

    void Summarize()
    {
        if (context.NowMs < _summaryMs) return;
        _summaryMs = context.NowMs + 60_000;
        List<(string Name, CollectedCounts Counts)> counts;
        lock (_lock) counts = [.. _containers.Values.Select(of => (of.Collector.Name, of.Collector.TakeCounts())).Where(of => of.Item2.Records > 0)];
        MinuteSummary.Write(context.Logger, engine.Endpoint, counts);
    }
}
