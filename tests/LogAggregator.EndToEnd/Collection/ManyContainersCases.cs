using System;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;
using LogAggregator.EndToEnd.Harness;
using Xunit;

namespace LogAggregator.EndToEnd.Collection;

/// <summary>Many containers at once. More than 128 need more inotify instances than Docker 20.10 can have.</summary>
public abstract class ManyContainersCases(SharedEngine engine) : EngineCases(engine)
{
    const int AtOnce = 4;
    static readonly int Containers = TestEnvironment.Containers;
    static readonly TimeSpan Idle = TimeSpan.FromSeconds(15);

    [Fact(Timeout = Limit * 6)]
    public async Task AllContainersAreFollowedAtOnceAndCostLittle()
    {
        await using var proxy = new SocketProxy(Daemon.SocketPath);
        await using var service = await StartServiceAsync(proxy.Endpoint, []);
        var started = Stopwatch.GetTimestamp();
        foreach (var names in Enumerable.Range(1, Containers).Chunk(AtOnce))
            await Task.WhenAll(names.Select(n => Docker.RunAsync($"many-{n}", $"echo {n}; sleep 100000")));
        await LinesAreThereAsync(service, "many", Containers);
        Console.WriteLine($"{Containers} containers on {Kind}: started in {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s, {proxy.Requests} requests");
        Assert.InRange(proxy.Requests, Containers, Containers * 20);
        await TheyCostLittleAsync(service, proxy);
    }

    /// <summary>Nothing is printed: each log is looked at once a minute, and that is all.</summary>
    async Task TheyCostLittleAsync(ServiceProcess service, SocketProxy proxy)
    {
        var (before, requestsBefore) = (await ProcessUse.OfAsync(service.ProcessId), proxy.Requests);
        await Task.Delay(Idle, TestContext.Current.CancellationToken);
        var (after, requests) = (await ProcessUse.OfAsync(service.ProcessId), proxy.Requests - requestsBefore);
        var cpu = (after.Cpu - before.Cpu) / Idle;
        Console.WriteLine($"{Containers} containers on {Kind}, idle: {requests / Idle.TotalSeconds:0.0} requests/s, {cpu:0.0%} of a core, {after.Threads} threads, {after.ResidentMiB} MiB");
        Assert.InRange(requests, 0, Containers);
        Assert.InRange(after.Threads, 1, 60);
        Assert.InRange(after.ResidentMiB, 1, 200);
        Assert.InRange(cpu, 0, 0.5);
    }
}

[Collection(OldEngineTests.Name)]
public sealed class ManyContainersOnDocker20(OldEngine engine) : ManyContainersCases(engine);

[Collection(NewEngineTests.Name)]
public sealed class ManyContainersOnDocker26(NewEngine engine) : ManyContainersCases(engine);
