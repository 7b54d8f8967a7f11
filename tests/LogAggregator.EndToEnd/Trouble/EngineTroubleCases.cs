using System;
using System.Globalization;
using System.IO;
using System.Threading.Tasks;
using LogAggregator.EndToEnd.Harness;
using Xunit;

namespace LogAggregator.EndToEnd.Trouble;

/// <summary>What goes wrong between the service and an engine, while the engine runs.</summary>
public abstract class EngineTroubleCases(SharedEngine engine) : EngineCases(engine)
{
    /// <summary>A truncated log is noticed by the check that comes once a minute at the latest.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(150);

    [Fact(Timeout = Limit)]
    public async Task AProxyThatCutsIdleStreamsCostsNothing()
    {
        await using var proxy = new SocketProxy(Daemon.SocketPath, TimeSpan.FromSeconds(1));
        await using var service = await StartServiceAsync(proxy.Endpoint, []);
        // Bursts of output with pauses that are longer than the proxy's patience.
        await Docker.RunAsync("proxied", "n=0; while [ $n -lt 6000 ]; do seq $((n+1)) $((n+1000)); n=$((n+1000)); sleep 1.5; done");
        await LinesAreThereAsync(service, "proxied", 6000);
        Assert.True(proxy.Cuts > 3, $"the proxy cut only {proxy.Cuts} connections");
    }

    [Fact(Timeout = Limit * 2)]
    public async Task ALogThatIsTruncatedByHandIsFollowedFurther()
    {
        await using var service = await StartServiceAsync();
        var id = await Docker.RunAsync("truncated", Scripts.ThenOnSignal("seq 1 100", "seq 101 200; sleep 100000"));
        await LinesAreThereAsync(service, "truncated", 100);
        await File.WriteAllBytesAsync(LogFile(id), []);
        await Docker.CallAsync("exec", "truncated", "touch", "/tmp/go");
        await Eventually.HoldsAsync(async () => LineSet.WhatIsWrong(await service.Api.ContainerAsync("truncated"), 200, gapsAllowed: true), Patience);
    }

    [Fact(Timeout = Limit * 2)]
    public async Task ADamagedLogIsReadAsFarAsItCanBeAndTheRestIsAGap()
    {
        await Docker.RunAsync("damaged", Scripts.ThenOnSignal("seq 1 50", "seq 51 100; sleep 100000"));
        var id = await Docker.InspectAsync("damaged", "{{.Id}}");
        await Eventually.IsTrueAsync(() => File.ReadAllText(LogFile(id)).Contains("\"50\\n\"", StringComparison.Ordinal), "it did not print 50 lines");
        await using (var log = new FileStream(LogFile(id), FileMode.Append, FileAccess.Write, FileShare.ReadWrite)) log.Write(new byte[100]);
        await Docker.CallAsync("exec", "damaged", "touch", "/tmp/go");
        await using var service = await StartServiceAsync();
        await Eventually.HoldsAsync(async () => LineSet.WhatIsWrong(await service.Api.ContainerAsync("damaged"), 100, gapsAllowed: true), Patience);
    }

    [Fact(Timeout = Limit)]
    public async Task TheServicesOwnContainerIsLeftOut()
    {
        var folder = TestEnvironment.NewFolder("i");
        await OwnImage.MakeAsync(folder);
        await Docker.ImportAsync(Path.Combine(folder, "image.tar"), "own");
        var port = FreePort.Next();
        await Docker.CallAsync(
            "run", "-d", "--name", "aggregator", "--network", "host", "-v", $"{Daemon.SocketPath}:/var/run/docker.sock:ro",
            "--label", Label, "-e", OnlyOwnContainers, "-e", $"PORT={port}", "-e", "LOG_DIRECTORY=/logs", "own", "/log-aggregator");
        using var api = new ApiClient(() => new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/")));
        await Docker.RunAsync("other", Scripts.Burst(100));
        await Eventually.HoldsAsync(async () =>
            await api.IsServingAsync() ? LineSet.WhatIsWrong(await api.RecordsAsync(""), 100) : (await Docker.LogsAsync("aggregator")).ErrorText);
    }

    string LogFile(string id) => Path.Combine(Daemon.ContainerFolder(id), id + "-json.log");
}

[Collection(OldEngineTests.Name)]
public sealed class EngineTroubleOnDocker20(OldEngine engine) : EngineTroubleCases(engine);

[Collection(NewEngineTests.Name)]
public sealed class EngineTroubleOnDocker26(NewEngine engine) : EngineTroubleCases(engine);
