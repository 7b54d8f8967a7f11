using System;
using System.Text;
using System.Threading.Tasks;
using LogAggregator.EndToEnd.Harness;
using Xunit;

namespace LogAggregator.EndToEnd.Trouble;

/// <summary>
/// The engine itself stops or dies. What a container prints meanwhile may be lost to Docker itself, so what Docker has
/// in the end is the measure.
/// </summary>
public abstract class DaemonRestartCases(EngineKind kind)
{
    const int Limit = 240_000;
    const int Lines = 4000;

    [Fact(Timeout = Limit)]
    public async Task WithLiveRestoreNothingIsLostWhenTheEngineStopsAndStarts()
    {
        TestEnvironment.SkipWithoutEngines();
        await using var daemon = await DockerDaemon.StartAsync(kind, liveRestore: true);
        await using var service = await ServiceProcess.StartAsync(daemon.Endpoint);
        await daemon.Docker.RunAsync("living", Scripts.Steady(Lines, 10, 20));
        await SomeLinesAsync(service, "living");
        await RestartAsync(daemon, killed: false);
        await daemon.Docker.WaitAsync("living");
        await Eventually.HoldsAsync(async () => LineSet.WhatIsWrong(await service.Api.ContainerAsync("living"), Lines));
    }

    [Theory(Timeout = Limit)]
    [InlineData(true, true)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task WhatDockerHasAfterARestartIsThere(bool liveRestore, bool killed)
    {
        TestEnvironment.SkipWithoutEngines();
        await using var daemon = await DockerDaemon.StartAsync(kind, liveRestore);
        await using var service = await ServiceProcess.StartAsync(daemon.Endpoint);
        await daemon.Docker.RunAsync("restarted", Scripts.Steady(Lines, 10, 20), "--restart", "always");
        await SomeLinesAsync(service, "restarted");
        await RestartAsync(daemon, killed);
        await Eventually.IsTrueAsync(
            async () => await daemon.Docker.InspectAsync("restarted", "{{.State.Running}}") == "true", "the container did not start again");
        await daemon.Docker.StopForGoodAsync("restarted");
        var expected = (await daemon.Docker.LogsAsync("restarted")).OutputText;
        await Eventually.HoldsAsync(async () =>
        {
            var raw = Encoding.UTF8.GetString(await service.Api.RawExportAsync("container=restarted"));
            return raw == expected ? null : $"docker logs has {expected.Length} bytes, the export {raw.Length}; first difference at {FirstDifference(expected, raw)}";
        });
    }

    [Fact(Timeout = Limit)]
    public async Task TheServiceStartsWithoutAnEngineAndCollectsWhenItComes()
    {
        TestEnvironment.SkipWithoutEngines();
        await using var daemon = await DockerDaemon.StartAsync(kind);
        await daemon.Docker.RunAsync("before", Scripts.Burst(50));
        await daemon.StopAsync();
        await using var service = await ServiceProcess.StartAsync(daemon.Endpoint);
        var health = await service.Api.GetAsync("health");
        Assert.Equal("degraded", (string?)health["status"]);
        Assert.Equal("down", (string?)health["dependencies"]?["docker"]);
        await daemon.StartAgainAsync();
        await Eventually.HoldsAsync(async () => LineSet.WhatIsWrong(await service.Api.ContainerAsync("before"), 50));
        await Eventually.IsTrueAsync(async () => (string?)(await service.Api.GetAsync("health"))["status"] == "healthy", "the health did not recover");
    }

    static Task SomeLinesAsync(ServiceProcess service, string container) =>
        Eventually.IsTrueAsync(async () => (await service.Api.ContainerAsync(container)).Count > 300, "no lines came");

    static async Task RestartAsync(DockerDaemon daemon, bool killed)
    {
        if (killed) await daemon.KillAsync();
        else await daemon.StopAsync();
        await daemon.StartAgainAsync();
    }

    static int FirstDifference(string left, string right) => left.AsSpan().CommonPrefixLength(right);
}

[Collection(OldEngineTests.Name)]
public sealed class DaemonRestartOfDocker20() : DaemonRestartCases(EngineKind.Old);

[Collection(NewEngineTests.Name)]
public sealed class DaemonRestartOfDocker26() : DaemonRestartCases(EngineKind.New);
