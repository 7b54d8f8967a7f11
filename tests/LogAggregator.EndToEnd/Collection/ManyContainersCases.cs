using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using LogAggregator.EndToEnd.Harness;
using Xunit;

namespace LogAggregator.EndToEnd.Collection;

/// <summary>Many containers at once. More than 128 need more inotify instances than Docker 20.10 can have.</summary>
public abstract class ManyContainersCases(SharedEngine engine) : EngineCases(engine)
{
    const int Containers = 200;
    const int AtOnce = 4;

    [Fact(Timeout = Limit * 2)]
    public async Task TwoHundredContainersAreFollowedAtOnce()
    {
        await using var proxy = new SocketProxy(Daemon.SocketPath);
        await using var service = await StartServiceAsync(proxy.Endpoint, []);
        foreach (var names in Enumerable.Range(1, Containers).Chunk(AtOnce))
            await Task.WhenAll(names.Select(n => Docker.RunAsync($"many-{n}", $"echo {n}; sleep 100000")));
        await LinesAreThereAsync(service, "many", Containers);
        var resident = await MemoryOf(service);
        Console.WriteLine($"{Containers} containers on {Kind}: {proxy.Requests} requests, {resident} MiB");
        Assert.InRange(proxy.Requests, Containers, Containers * 20);
        Assert.True(resident < 200, $"the service holds {resident} MiB");
    }

    static async Task<long> MemoryOf(ServiceProcess service)
    {
        var status = await File.ReadAllLinesAsync(string.Create(CultureInfo.InvariantCulture, $"/proc/{service.ProcessId}/status"));
        var line = status.Single(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024;
    }
}

[Collection(OldEngineTests.Name)]
public sealed class ManyContainersOnDocker20(OldEngine engine) : ManyContainersCases(engine);

[Collection(NewEngineTests.Name)]
public sealed class ManyContainersOnDocker26(NewEngine engine) : ManyContainersCases(engine);
