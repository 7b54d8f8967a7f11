using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Collect.Docker.Engine;
using LogAggregator.Collect.Docker.Lines;
using LogAggregator.Collect.Docker.Positions;
using LogAggregator.Collect.Docker.Reading;
using LogAggregator.Status;

namespace LogAggregator.Collect.Docker;

/// <summary>The containers of one engine that are collected, each with its loop. Used by the loop of the list and that of the events.</summary>
sealed class ContainerSet(
    IDockerEngine engine,
    EngineLink link,
    CollectorContext context,
    StoredPositions positions,
    string engineName,
    long firstConnectionNs,
    CancellationToken stopping,
    CancellationToken grace)
{
    /// <summary>Removed containers whose last state is still shown.</summary>
    const int MaxRemovedShown = 200;

    readonly Lock _lock = new();
    readonly Dictionary<string, (ContainerCollector Collector, Task Run)> _containers = [];
    readonly HashSet<string> _leftOut = [];
    readonly Queue<string> _removed = new();
    bool _buried;
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
            var isNew = container.CreatedUnixSeconds >= firstConnectionNs / 1_000_000_000;
            Find(container.Id, container.Name, container.Image, container.State, container.Labels, isNew)?.Inbox.Listed(container);
        }
        lock (_lock)
        {
            foreach (var id in known)
            {
                if (!ids.Contains(id) && _containers.TryGetValue(id, out var gone)) gone.Collector.Inbox.Removed();
            }
            _leftOut.IntersectWith(ids);
        }
        Summarize();
    }

    public void Handle(ContainerEvent happened)
    {
        var name = happened.Attributes.GetValueOrDefault("name", "");
        var image = happened.Attributes.GetValueOrDefault("image", "");
        switch (happened.Action)
        {
            case "start":
                Find(happened.Id, name, image, "running", happened.Attributes, isNew: true)?.Inbox.Started(Math.Max(1, happened.TimeNs));
                break;
            case "die" or "died":
                Known(happened.Id)?.Inbox.Died();
                break;
            case "destroy" or "remove":
                Known(happened.Id)?.Inbox.Removed();
                break;
            case "create":
                Find(happened.Id, name, image, "created", happened.Attributes, isNew: true);
                break;
            case "rename" or "pause" or "unpause" or "restart" or "stop":
                Known(happened.Id)?.Inbox.Changed();
                break;
        }
    }

    /// <summary>Once, after the first list: positions of containers that were removed while nobody looked become gaps.</summary>
    /// <param name="list">The engine's containers: one that is left out now still exists, and keeps its position.</param>
    public async Task BuryAsync(IReadOnlyList<ContainerSummary> list)
    {
        if (_buried) return;
        try
        {
            var listed = list.Select(container => container.Id).ToHashSet();
            foreach (var id in positions.Untaken(engineName).Where(id => !listed.Contains(id))) await BuryAsync(id);
            _buried = true;
        }
        catch (IOException exception)
        {
            // After the next list again.
            CollectorLog.NotStored(context.Logger, "removed containers", exception.Message);
        }
    }

    async Task BuryAsync(string id)
    {
        var stored = positions.Of(id)!;
        var key = KeyOf(id, stored);
        var identity = ContainerIdentity.Decode(id, stored.GetValueOrDefault(key + "/m") ?? []);
        var intake = new LogIntake(key, context.Pipeline, context.Writers, context.Metrics) { Sources = new SourceTable(identity) };
        if (!intake.Restore(stored)) CollectorLog.BadPosition(context.Logger, identity.Name);
        var state = ContainerState.Discovered(identity, "removed", link.ApiVersion);
        var gap = Removal.Doubt(intake, state, intake.StartedNs > 0 || intake.FirstNs > 0, endedWhole: false, openedNs: 0, context.NowNs);
        if (gap is not null) intake.AddGap(gap.Value);
        await intake.CommitRemovalAsync(grace);
        positions.Take(id);
        if (gap is not null) CollectorLog.Gap(context.Logger, gap.Value.Sentence(identity.Name));
    }

    /// <summary>All loops have ended.</summary>
    public Task CompleteAsync()
    {
        lock (_lock) return Task.WhenAll(_containers.Values.Select(container => container.Run));
    }

    ContainerCollector? Known(string id)
    {
        lock (_lock) return _containers.TryGetValue(id, out var known) ? known.Collector : null;
    }

    ContainerCollector? Find(string id, string name, string image, string state, IReadOnlyDictionary<string, string> labels, bool isNew)
    {
        lock (_lock)
        {
            if (_containers.TryGetValue(id, out var known)) return known.Collector;
            if (stopping.IsCancellationRequested) return null;
            var identity = ContainerIdentity.Of(HostName, id, name, image, labels);
            if (!IsCollected(identity, labels))
            {
                if (_leftOut.Add(id)) ShowLeftOut(identity, state);
                return null;
            }
            var stored = positions.Take(id);
            var collector = new ContainerCollector(
                engine, link, context, ContainerState.Discovered(identity, state, link.ApiVersion), KeyOf(id, stored), stored, isNew);
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

    async Task RunAsync(ContainerCollector collector)
    {
        await Task.Yield();
        await collector.RunAsync(stopping, grace);
        if (stopping.IsCancellationRequested) return;
        lock (_lock)
        {
            _containers.Remove(collector.Id);
            _removed.Enqueue(collector.Id);
            if (_removed.Count > MaxRemovedShown) context.Status.RemoveContainer(engine.Endpoint, _removed.Dequeue());
        }
    }

    /// <summary>Where the store already has a position of the container, under whatever engine's name, it stays there.</summary>
    string KeyOf(string id, IReadOnlyDictionary<string, byte[]>? stored) =>
        stored?.Keys.FirstOrDefault(key => key.EndsWith(id, StringComparison.Ordinal)) ?? StoredPositions.EngineKey(engineName) + "/" + id;

    void Summarize()
    {
        if (context.NowMs < _summaryMs) return;
        _summaryMs = context.NowMs + 60_000;
        List<(string Name, CollectedCounts Counts)> counts;
        lock (_lock) counts = [.. _containers.Values.Select(of => (of.Collector.Name, of.Collector.TakeCounts())).Where(of => of.Item2.Records > 0)];
        MinuteSummary.Write(context.Logger, engine.Endpoint, counts);
    }
}
