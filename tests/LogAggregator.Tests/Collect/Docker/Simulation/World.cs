using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Collect.Docker;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Parsing;
using LogAggregator.Metrics;
using LogAggregator.Pipeline;
using LogAggregator.Status;
using Xunit;

namespace LogAggregator.Tests.Collect.Docker.Simulation;

/// <summary>An engine, a store, and a collector between them that can be killed and started again.</summary>
sealed class World
{
    readonly SimulatedThread _thread = new();
    readonly FaultLog _log = new();
    readonly Random _random;
    CommittedStore.Handle? _handle;
    CancellationTokenSource _stop = new();
    Task _run = Task.CompletedTask;

    public World(int seed = 1, bool isOld = false, long? tail = 100)
    {
        _random = new Random(seed);
        Engine = new FakeDockerEngine(_thread.Time, _random, isOld);
        Options = new CollectorOptions { Tail = tail };
    }

    public FakeDockerEngine Engine { get; }

    public CommittedStore Store { get; } = new();

    public CollectorOptions Options { get; set; }

    public ServiceStatus Status { get; private set; } = new();

    public ServiceMetrics Metrics { get; private set; } = new();

    public SimulatedTime Time => _thread.Time;

    public IEnumerable<string> Gaps => Store.Records.Where(record => record.Flags.HasFlag(RecordFlags.Gap)).Select(record => record.Line);

    /// <summary>Starts and stops that are recorded, in the order of their times: <c>web start</c>, <c>web stop 0</c>.</summary>
    public List<string> Lifecycle => [.. Store.Records.Where(record => record.Flags.HasFlag(RecordFlags.Lifecycle)).OrderBy(record => record.TimestampNs).Select(LifecycleOf)];

    public void StartCollector()
    {
        (_handle, _stop, Status, Metrics) = (Store.Open(), new CancellationTokenSource(), new ServiceStatus(), new ServiceMetrics());
        var collector = new DockerCollector(
            [Engine], Options, new IngestPipeline(_handle, Metrics), _handle, Status, Metrics, _log, Time, _random);
        _thread.Start(() => _run = collector.RunAsync(_stop.Token));
    }

    /// <summary>As kill -9: what is not in the store is gone.</summary>
    public void Kill()
    {
        if (_handle is not null) _handle.IsKilled = true;
        _thread.Kill();
        _thread.Start(Engine.CutAll);
        _thread.Kill();
    }

    public void StopCollector()
    {
        _thread.Start(_stop.Cancel);
        Pass(5_000);
        Assert.True(_run.IsCompletedSuccessfully, _run.Exception?.ToString() ?? "The collector has not ended within five seconds.");
    }

    public void Pass(int milliseconds) => _thread.Advance(TimeSpan.FromMilliseconds(milliseconds));

    /// <summary>Runs a little of what is to be done, so that the next thing happens in the middle of it.</summary>
    public void PassMoment(int pieces) => _thread.Run(pieces);

    /// <summary>Does something in the engine.</summary>
    public void Do(Action action) => _thread.Start(action);

    public List<string> Lines(string container) =>
        [.. Store.Records.Where(record => (record.Flags & (RecordFlags.Gap | RecordFlags.Lifecycle)) == 0 && record.Source.ContainerName == container).SelectMany(record => record.Line.Split('\n'))];

    /// <summary>Every line once, or covered by a gap; nothing twice.</summary>
    public void AssertComplete(IEnumerable<FakeContainer> containers, string about = "")
    {
        Assert.True(_log.Faults.Count == 0, $"{about} {string.Join('\n', _log.Faults)}");
        Assert.False(_run.IsFaulted, $"{about} {_run.Exception}");
        foreach (var container in containers)
        {
            var stored = Lines(container.Name).ToLookup(line => line);
            var gaps = GapsOf(container.Name);
            foreach (var (_, timestampNs, line) in container.Printed)
            {
                var count = stored[line].Count();
                Assert.True(count <= 1, $"{about} {container.Name}: stored {count} times: {Short(line)}");
                Assert.True(
                    count == 1 || gaps.Any(gap => gap.FromNs <= timestampNs && timestampNs <= gap.ToNs) || IsInPieces(container, line, stored),
                    $"{about} {container.Name}: missing without a gap: {Short(line)} ({line.Length} characters, {container.Printed.FindIndex(printed => printed.Line == line) + 1} of {container.Printed.Count}, {stored.Count} stored, auto-remove {container.AutoRemove}, run {container.Run}) of {Timestamps.Format(timestampNs)}, {container.Log.Describe()}, gaps {string.Join(", ", gaps.Select(gap => Timestamps.Format(gap.FromNs) + " to " + Timestamps.Format(gap.ToNs)))}, parts stored {stored.Count(part => line.EndsWith(part.Key, StringComparison.Ordinal))}");
            }
            AssertRunsTakeTurns(container, about);
            AssertPrinted(container, stored.Select(line => line.Key), about);
        }
    }

    /// <summary>Each run has one start and, if it is over and not removed unseen, one stop; nothing is told twice.</summary>
    void AssertRunsTakeTurns(FakeContainer container, string about)
    {
        var told = Store.Records.Where(record => record.Flags.HasFlag(RecordFlags.Lifecycle) && container.Id.StartsWith(record.Source.ContainerId, StringComparison.Ordinal)).ToList();
        var pauses = told.Select(EventOf).Where(of => of is "pause" or "unpause").ToList();
        Assert.True(pauses.Zip(pauses.Skip(1)).All(pair => pair is not ("unpause", "unpause")), $"{about} {container.Name}: {string.Join(", ", told.Select(LifecycleOf))}");
        Assert.True(pauses.Count <= container.Changes, $"{about} {container.Name} changed {container.Changes} times: {string.Join(", ", told.Select(LifecycleOf))}");
        var stops = told.Select(EventOf).Where(of => of is "start" or "recreate" or "stop").Select(of => of == "stop").ToList();
        Assert.True(stops.Zip(stops.Skip(1)).All(pair => pair.First != pair.Second), $"{about} {container.Name}: {string.Join(", ", told.Select(LifecycleOf))}");
        Assert.True(stops.Count(stop => !stop) <= container.Run, $"{about} {container.Name} ran {container.Run} times: {string.Join(", ", told.Select(LifecycleOf))}");
    }

    /// <summary>What is stored was printed: whole, or the part of a long line that was left of it.</summary>
    static void AssertPrinted(FakeContainer container, IEnumerable<string> stored, string about)
    {
        var printed = container.Printed.Select(line => line.Line).ToHashSet();
        var strange = stored.FirstOrDefault(line => !printed.Contains(line) && !printed.Any(whole => whole.Length > 16_384 && whole.Contains(line, StringComparison.Ordinal)));
        Assert.True(strange is null, $"{about} {container.Name}: stored but never printed: {strange?.Length} {Short(strange ?? "")}");
    }

    /// <summary>A followed log of large files may, once it has left some out, go on inside of a long line: its parts are then lines of their own.</summary>
    static bool IsInPieces(FakeContainer container, string line, ILookup<string, string> stored) =>
        container.LogOptions.TryGetValue("max-size", out var size) && long.Parse(size, CultureInfo.InvariantCulture) >= 10_000_000 && line.Length > 16_384 && stored.Sum(part => line.Contains(part.Key, StringComparison.Ordinal) ? part.Key.Length : 0) >= line.Length;

    /// <summary>Empty for a line.</summary>
    public static string EventOf(StoredLine record)
    {
        if (!record.Flags.HasFlag(RecordFlags.Lifecycle)) return "";
        using var json = JsonDocument.Parse(record.Line);
        return json.RootElement.GetProperty("lifecycle").GetProperty("event").GetString()!;
    }

    static string LifecycleOf(StoredLine record)
    {
        using var json = JsonDocument.Parse(record.Line);
        var lifecycle = json.RootElement.GetProperty("lifecycle");
        var words = new List<string> { record.Source.ContainerName, lifecycle.GetProperty("event").GetString()! };
        if (lifecycle.TryGetProperty("exit_code", out var code)) words.Add(code.ToString());
        if (lifecycle.TryGetProperty("previous_id", out var previous)) words.Add(previous.GetString()!);
        if (lifecycle.TryGetProperty("previous_name", out var name)) words.Add($"{name.GetString()} {lifecycle.GetProperty("name").GetString()}");
        if (lifecycle.TryGetProperty("found", out _)) words.Add("found");
        return string.Join(' ', words);
    }

    static string Short(string line) => line.Length > 40 ? line[..40] + "…" : line;

    List<(long FromNs, long ToNs)> GapsOf(string container)
    {
        var gaps = new List<(long, long)>();
        foreach (var record in Store.Records.Where(record => record.Flags.HasFlag(RecordFlags.Gap) && record.Source.ContainerName == container))
        {
            using var json = JsonDocument.Parse(record.Line);
            var gap = json.RootElement.GetProperty("gap");
            Assert.True(Timestamps.TryParseIso(gap.GetProperty("from").GetString(), out var from));
            Assert.True(Timestamps.TryParseIso(gap.GetProperty("to").GetString(), out var to));
            gaps.Add((from, to));
        }
        return gaps;
    }
}
