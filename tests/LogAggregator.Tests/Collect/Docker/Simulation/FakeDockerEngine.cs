using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Collect.Docker;
using LogAggregator.Collect.Docker.Engine;

namespace LogAggregator.Tests.Collect.Docker.Simulation;

/// <summary>A Docker engine in memory, with the faults of real ones.</summary>
sealed class FakeDockerEngine(SimulatedTime time, Random random, bool isOld) : IDockerEngine
{
    readonly List<FakeContainer> _containers = [];
    readonly List<FakeLogReading> _readings = [];
    readonly List<Subscription> _subscriptions = [];
    readonly List<ContainerEvent> _events = [];
    readonly List<ContainerEvent> _heldEvents = [];
    int _created;

    public string Endpoint => "unix:///fake.sock";

    /// <summary>Before API 1.42.</summary>
    public bool IsOld => isOld;

    public Random Random => random;

    public bool IsDown { get; private set; }

    /// <summary>Requests for logs so far.</summary>
    public int LogRequests { get; private set; }

    /// <summary>The next response that is not followed breaks after so many messages; null when it was asked for.</summary>
    public int? CutNextReadAfter { get; set; }

    /// <summary>The engine's clock was set back by so much: its messages have earlier times from then on.</summary>
    public long ClockStepNs { get; set; }

    /// <summary>So many reads from the end of a log are not answered.</summary>
    public int SilentTails { get; set; }

    /// <summary>Requests for logs fail with a status of 500.</summary>
    public bool RefusesLogs { get; set; }

    /// <summary>Reads of a whole log so far, not followed.</summary>
    public int WholeReads { get; private set; }

    /// <summary>Who listens for the first time is told once more what happened within this time. Real ones: a second or two.</summary>
    public long RepeatsNs { get; set; } = -1;

    /// <summary>Who listens is told only with <see cref="TellHeld"/>.</summary>
    public bool EventsHeld { get; set; }

    /// <summary>Inspections are not answered before it completes.</summary>
    public Task InspectionsHeld { get; set; } = Task.CompletedTask;

    /// <summary>Requests for logs are not answered before it completes.</summary>
    public Task LogsHeld { get; set; } = Task.CompletedTask;

    public FakeContainer Create(string name, long maxFileBytes = 0, int maxFiles = 1, bool autoRemove = false, string driver = "json-file")
    {
        var container = new FakeContainer(name, time, maxFileBytes, maxFiles, ++_created) { AutoRemove = autoRemove, Driver = driver, ClockStepNs = () => ClockStepNs };
        _containers.Add(container);
        Tell("create", container);
        return container;
    }

    public void Start(FakeContainer container)
    {
        container.Start();
        Tell("start", container);
    }

    public void Stop(FakeContainer container) => Stop(container, 0);

    public void Stop(FakeContainer container, int exitCode)
    {
        container.Stop(exitCode);
        Tell("die", container);
        if (container.AutoRemove) Remove(container);
    }

    public void Remove(FakeContainer container)
    {
        if (container.IsRunning)
        {
            container.Stop(137);
            Tell("die", container);
        }
        _containers.Remove(container);
        Tell("destroy", container);
    }

    public void Rename(FakeContainer container, string name)
    {
        var before = container.Name;
        container.Name = name;
        Tell("rename", container, ("oldName", "/" + before));
    }

    public void Pause(FakeContainer container)
    {
        container.Pause(true);
        Tell("pause", container);
    }

    public void Unpause(FakeContainer container)
    {
        container.Pause(false);
        Tell("unpause", container);
    }

    public void TellHeld()
    {
        EventsHeld = false;
        foreach (var happened in _heldEvents) Deliver(happened);
        _heldEvents.Clear();
    }

    /// <summary>Connections that follow a log break, as a proxy breaks them.</summary>
    public void CutFollowed()
    {
        foreach (var reading in _readings.Where(reading => reading.IsFollowed).ToList()) reading.Cut();
    }

    public void GoDown()
    {
        IsDown = true;
        CutAll();
    }

    public void ComeBack() => IsDown = false;

    /// <summary>As an engine that was started again.</summary>
    public void ForgetEvents() => _events.Clear();

    /// <summary>The stream of events breaks, and nothing else.</summary>
    public void CutEvents()
    {
        foreach (var subscription in _subscriptions) subscription.End();
        _subscriptions.Clear();
    }

    /// <summary>The other side is gone.</summary>
    public void CutAll()
    {
        foreach (var reading in _readings.ToList()) reading.Cut();
        CutEvents();
    }

    public void Closed(FakeLogReading reading) => _readings.Remove(reading);

    public async Task<EngineInfo> ConnectAsync(CancellationToken cancellationToken)
    {
        await AnswerAsync();
        return new EngineInfo("ENGINE", "host", isOld ? "20.10.24" : "26.1.5", isOld ? new Version(1, 41) : new Version(1, 45));
    }

    public async Task<IReadOnlyList<ContainerSummary>> ListContainersAsync(CancellationToken cancellationToken)
    {
        await AnswerAsync();
        return [.. _containers.Select(of => new ContainerSummary(of.Id, of.Name, "image", of.State, of.CreatedNs / 1_000_000_000, of.Labels))];
    }

    public async Task<ContainerDetails?> InspectAsync(string id, CancellationToken cancellationToken)
    {
        await AnswerAsync();
        await InspectionsHeld;
        return _containers.Find(container => container.Id == id)?.Details();
    }

    public async Task<ILogReading> OpenLogsAsync(string id, LogRequest request, CancellationToken cancellationToken)
    {
        await AnswerAsync();
        LogRequests++;
        if (request is { Follow: false, Tail: null }) WholeReads++;
        await LogsHeld;
        if (RefusesLogs) throw new DockerRequestException(500, "no space left on device");
        var container = _containers.Find(container => container.Id == id) ?? throw new DockerRequestException(404, "No such container");
        if (container.Driver == "none") throw new DockerRequestException(501, "configured logging driver does not support reading");
        var reading = new FakeLogReading(this, container, request);
        _readings.Add(reading);
        return reading;
    }

    public async IAsyncEnumerable<ContainerEvent> ReadEventsAsync(
        long sinceNs, TaskCompletionSource subscribed, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await AnswerAsync();
        var fromNs = sinceNs > 0 ? sinceNs : time.NowNs - RepeatsNs;
        var subscription = new Subscription();
        _subscriptions.Add(subscription);
        foreach (var missed in _events.Where(happened => happened.TimeNs >= fromNs)) subscription.Add(missed);
        using var stop = cancellationToken.UnsafeRegister(static subscription => ((Subscription)subscription!).End(), subscription);
        subscribed.TrySetResult();
        while (await subscription.NextAsync() is { } happened) yield return happened;
        cancellationToken.ThrowIfCancellationRequested();
    }

    async Task AnswerAsync()
    {
        await Task.Yield();
        if (IsDown) throw new DockerUnavailableException("The fake engine is down");
    }

    void Tell(string action, FakeContainer container, params (string Name, string Value)[] more)
    {
        var attributes = new Dictionary<string, string>(container.Labels) { ["name"] = container.Name, ["image"] = "image" };
        if (action == "die") attributes["exitCode"] = container.ExitCode.ToString(CultureInfo.InvariantCulture);
        foreach (var (name, value) in more) attributes[name] = value;
        var happened = new ContainerEvent(action, container.Id, time.NowNs, attributes);
        _events.Add(happened);
        if (EventsHeld) _heldEvents.Add(happened);
        else Deliver(happened);
    }

    void Deliver(ContainerEvent happened)
    {
        foreach (var subscription in _subscriptions) subscription.Add(happened);
    }

    sealed class Subscription
    {
        readonly Queue<ContainerEvent> _events = new();
        readonly Signal _signal = new();
        bool _ended;

        public void Add(ContainerEvent happened)
        {
            _events.Enqueue(happened);
            _signal.Set();
        }

        public void End()
        {
            _ended = true;
            _signal.Set();
        }

        public async Task<ContainerEvent?> NextAsync()
        {
            while (true)
            {
                if (_events.TryDequeue(out var happened)) return happened;
                if (_ended) return null;
                await _signal.WaitAsync();
            }
        }
    }
}
