using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Configuration;
using LogAggregator.Demo;
using LogAggregator.Engine;
using LogAggregator.Engine.Model;
using LogAggregator.Metrics;
using LogAggregator.Pipeline;
using LogAggregator.Status;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace LogAggregator.Tests.Demo;

public sealed class DemoCollectorTests(FilledDemo filled) : IClassFixture<FilledDemo>
{
    static readonly DemoOptions Fixed = new(Seed: 1, Now: DemoDays.End, Live: false);

    readonly ServiceStatus _status = new();
    readonly ServiceMetrics _metrics = new();
    readonly ManualTime _time = ManualTime.AtNoon();

    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void EveryPrintBecomesOneRecord()
    {
        Assert.Equal(DemoDays.Prints.Count, filled.Store.Statistics.Records);
        Assert.Equal(DemoDays.Prints.Count(print => print.Lifecycle is null), filled.Metrics.RecordsCollected.Value);
        Assert.Equal(1, filled.Metrics.GapsFound.Value);
    }

    [Fact]
    public void EveryLevelOccursAndMostRecordsAreHarmless()
    {
        var levels = filled.Records.CountBy(record => record.Level).ToDictionary();
        double Share(Level level) => (double)levels[level] / DemoDays.Prints.Count;
        Assert.InRange(Share(Level.Trace), 0.005, 0.03);
        Assert.InRange(Share(Level.Debug), 0.35, 0.50);
        Assert.InRange(Share(Level.Info), 0.40, 0.60);
        Assert.InRange(Share(Level.Warning), 0.01, 0.04);
        Assert.InRange(Share(Level.Error), 0.01, 0.04);
        Assert.InRange(Share(Level.Critical), 0.001, 0.01);
    }

    [Fact]
    public void AStackTraceIsOneRecordOfItsContainer()
    {
        var records = filled.Records;
        var java = records.Where(record => record.Source.ComposeService == "payment" && record.Line.Span.IndexOf("\nCaused by: "u8) > 0).ToList();
        Assert.NotEmpty(java);
        Assert.All(java, record => Assert.Equal(Level.Error, record.Level));
        Assert.Contains(records, record => record.Source.ComposeService == "worker" && record.Line.Span.IndexOf("\n         at "u8) > 0);
    }

    [Fact]
    public async Task AStoreOfTheDemoIsNotFilledAgain()
    {
        await Collector(filled.Store, Fixed).FillAsync(Token);
        Assert.Equal((ulong)DemoDays.Prints.Count, filled.Store.LastSequence);
    }

    [Fact]
    public async Task AStoreOfOtherRecordsIsRefusedAndNotTouched()
    {
        await using var store = new MemoryLogStore();
        var batch = new RecordBatch();
        batch.Add(LogSource.Empty with { Host = "server", ContainerName = "web" }, 1, 1, Level.Info, RecordFlags.None, "real"u8);
        await store.AppendAsync(batch, Durability.Written, Token);
        await Assert.ThrowsAsync<DemoRefusedException>(() => Collector(store, Fixed).FillAsync(Token));
        Assert.Equal(1UL, store.LastSequence);
        Assert.Empty(_status.Containers);
    }

    [Fact]
    public async Task AStoreThatADockerCollectorHasPositionsInIsRefused()
    {
        await using var store = new MemoryLogStore();
        var batch = new RecordBatch();
        batch.SetPosition("docker/unix:///var/run/docker.sock", new byte[8]);
        await store.AppendAsync(batch, Durability.Written, Token);
        await Assert.ThrowsAsync<DemoRefusedException>(() => Collector(store, Fixed).FillAsync(Token));
    }

    [Fact]
    public void TheContainersHaveTheirStatesAndTheRemovedOneHasNone()
    {
        var states = filled.Status.Containers.ToDictionary(container => container.Name, container => container.State);
        Assert.Equal(DemoContainers.All.Count - 1, states.Count);
        Assert.Equal("restarting", states["demo-home-camera-1"]);
        Assert.Equal("exited", states["demo-home-backup-1"]);
        Assert.Equal("running", states["demo-shop-web-1"]);
        Assert.DoesNotContain("demo-shop-import-1", states.Keys);
        Assert.Equal([EngineStatus.Demo], filled.Status.Engines);
    }

    [Fact]
    public async Task LiveLinesComeWithTheClockAndAfterTheStoreHasFailed()
    {
        await using var memory = new MemoryLogStore();
        var store = new FailingStore(memory) { OnAppend = new IOException("no") };
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var running = Collector(store, Fixed with { Live = true }).RunAsync(stop.Token);
        _time.Advance(TimeSpan.FromSeconds(20));
        await Task.Delay(TimeSpan.FromMilliseconds(500), Token);
        Assert.Equal(0UL, memory.LastSequence);
        Assert.False(running.IsCompleted);
        store.OnAppend = null;
        while (memory.LastSequence < 50) await Task.Delay(5, Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.All(memory.Sources, source => Assert.Equal("demo", source.Source.Host));
        Assert.InRange(memory.Statistics.NewestTimestampNs, 0, DemoPrint.NsOf(_time.GetUtcNow()));
    }

    [Fact]
    public async Task WithoutLiveLinesItWaitsForTheEnd()
    {
        await using var store = new MemoryLogStore();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var running = Collector(store, Fixed).RunAsync(stop.Token);
        Assert.False(running.IsCompleted);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Equal(0UL, store.LastSequence);
    }

    DemoCollector Collector(ILogStore store, DemoOptions options) =>
        new(options, store, new IngestPipeline(store, _metrics), _status, _metrics, _time, NullLogger<DemoCollector>.Instance);
}
