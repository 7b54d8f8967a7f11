using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using LogAggregator.EndToEnd.Harness;
using Xunit;

namespace LogAggregator.EndToEnd.Serving;

/// <summary><c>--demo</c>, which needs no engine.</summary>
public sealed class DemoTests
{
    const int Limit = 180_000;
    const string Now = "DEMO_NOW=2025-11-11T12:00:00Z";
    const string Still = "DEMO_LIVE=false";

    [Fact(Timeout = Limit)]
    public async Task TwoRunsOfTheSameTimeHaveTheSameRecords()
    {
        var (first, second) = (await ExportAsync(), await ExportAsync());
        Assert.InRange(first.Count(c => c == '\n'), 55_000, 65_000);
        Assert.True(first == second, "The exports of two runs differ.");
        Assert.False(first == await ExportAsync("DEMO_SEED=2"), "Another seed gives the same records.");
    }

    [Fact(Timeout = Limit)]
    public async Task TheContainersHaveStatesAndProjects()
    {
        await using var service = await ServiceProcess.StartDemoAsync(Now, Still);
        var containers = (await service.Api.GetAsync("containers"))["containers"]!.AsArray().Select(row => row!.AsObject()).ToList();
        var states = containers.ToDictionary(row => LogRecord.Text(row, "container_name"), row => LogRecord.Text(row, "state"));
        Assert.All(states.Keys, name => Assert.StartsWith("demo-", name, StringComparison.Ordinal));
        Assert.All(containers, row => Assert.Equal("demo", LogRecord.Text(row, "host")));
        Assert.Equal(["demo-home", "demo-shop"], containers.Select(row => LogRecord.Text(row, "project")).Distinct().Order());
        Assert.Equal(("gone", "exited", "restarting"), (states["demo-shop-import-1"], states["demo-home-backup-1"], states["demo-home-camera-1"]));
        Assert.Equal(states.Count - 3, states.Values.Count(state => state == "running"));
    }

    [Fact(Timeout = Limit)]
    public async Task HealthSaysThatItIsTheDemo()
    {
        await using var service = await ServiceProcess.StartDemoAsync(Now, Still);
        var health = await service.Api.GetAsync("health");
        Assert.Equal("healthy", (string?)health["status"]);
        Assert.Equal("demo", (string?)health["checks"]![0]!["name"]);
    }

    [Fact(Timeout = Limit)]
    public async Task TheOutageIsFoundByAQuery()
    {
        await using var service = await ServiceProcess.StartDemoAsync(Now, Still);
        var during = await service.Api.RecordsAsync("container=demo-shop-web-1&level=ERROR&since=2025-11-11T08:00:00Z&until=2025-11-11T08:12:00Z");
        var after = await service.Api.RecordsAsync("container=demo-shop-web-1&level=ERROR&since=2025-11-11T08:13:00Z&until=2025-11-11T09:00:00Z");
        Assert.InRange(during.Count, 100, 2_000);
        Assert.InRange(after.Count, 0, 20);
        var gap = Assert.Single(await service.Api.ContainerAsync("demo-shop-web-1"), record => record.Gap is not null);
        Assert.Equal("rotation", gap.Gap!.Reason);
    }

    [Fact(Timeout = Limit)]
    public async Task ADirectoryOfOtherRecordsIsRefusedAndNotTouched()
    {
        await using var service = await ServiceProcess.StartAsync(null);
        Assert.Equal(201, (await service.Api.PostAsync("""{"service":"real","level":"INFO","message":"not of the demo"}""")).Status);
        await service.StopAsync();
        var refused = await Command.RunAsync(
            TestEnvironment.Binary, ["--demo", "--port", "0"], new Dictionary<string, string> { ["LOG_DIRECTORY"] = service.LogDirectory, ["MIN_FREE_DISK"] = "off" });
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains($"LOG_DIRECTORY {service.LogDirectory} holds records that are not of the demo", refused.ErrorText, StringComparison.Ordinal);
        await service.StartAgainAsync();
        Assert.Equal("not of the demo", Assert.Single(await service.Api.RecordsAsync("")).Message);
    }

    [Fact(Timeout = Limit)]
    public async Task ADirectoryOfTheDemoIsGoneOnWithAndLiveLinesCome()
    {
        await using var service = await ServiceProcess.StartDemoAsync(Now, Still);
        var history = await CountAsync(service);
        await service.StopAsync();
        await using var again = await ServiceProcess.StartDemoAsync("LOG_DIRECTORY=" + service.LogDirectory);
        await Eventually.IsTrueAsync(async () => await CountAsync(again) > history + 10, "No live lines came");
        Assert.InRange(await CountAsync(again), history + 10, history + 5_000);
    }

    [Fact(Timeout = Limit)]
    public async Task WithoutADirectoryItHasATemporaryOneThatGoesWithIt()
    {
        var temporary = TestEnvironment.NewFolder("t");
        await using var service = await ServiceProcess.StartDemoAsync("LOG_DIRECTORY=", "TMPDIR=" + temporary);
        Assert.NotEmpty(Directory.GetFiles(Assert.Single(Directory.GetDirectories(temporary))));
        Assert.Equal(0, (await service.StopAsync()).ExitCode);
        Assert.Empty(Directory.GetFileSystemEntries(temporary));
    }

    static async Task<long> CountAsync(ServiceProcess service) => (long)(await service.Api.GetAsync("health"))["logs_collected"]!;

    static async Task<string> ExportAsync(params string[] settings)
    {
        await using var service = await ServiceProcess.StartDemoAsync([Now, Still, .. settings]);
        var (status, body) = await service.Api.TryGetAsync("logs/export?format=ndjson");
        Assert.Equal(200, status);
        return body;
    }
}
