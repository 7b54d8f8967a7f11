using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using LogAggregator.EndToEnd.Harness;
using Xunit;

namespace LogAggregator.EndToEnd.Collection;

/// <summary>Containers come, stop, start again, change their name and go.</summary>
public abstract class LifecycleCases(SharedEngine engine) : EngineCases(engine)
{
    [Fact(Timeout = Limit)]
    public async Task AContainerIsFollowedThroughRestartStopPauseRenameAndRemoval()
    {
        await using var service = await StartServiceAsync();
        var id = (await Docker.RunAsync("old-name", Scripts.HundredEachStart))[..12];
        await LinesAreThereAsync(service, id, 100);
        await Docker.CallAsync("restart", "-t", "0", id);
        await LinesAreThereAsync(service, id, 200);
        await Docker.CallAsync("stop", "-t", "0", id);
        await Docker.CallAsync("rename", id, "new-name");
        await Docker.CallAsync("start", id);
        await LinesAreThereAsync(service, id, 300);
        await Docker.CallAsync("pause", id);
        await Docker.CallAsync("unpause", id);
        await Docker.CallAsync("restart", "-t", "0", id);
        await LinesAreThereAsync(service, id, 400);
        await Docker.RemoveAsync(id);
        await service.KillAsync();
        await service.StartAgainAsync();
        var records = await LinesAreThereAsync(service, id, 400);
        Assert.Contains(records, r => r.Container == "old-name");
        Assert.Contains(records, r => r.Container == "new-name");
    }

    /// <summary>Each start and stop is a record, once, over restarts of all kinds, a kill of the service and what happened while it was down.</summary>
    [Fact(Timeout = Limit)]
    public async Task StartsStopsAndReplacementsAreRecordedOnce()
    {
        await using var service = await StartServiceAsync();
        var first = (await Docker.RunAsync("told", "trap 'exit 3' TERM; seq 1 50; while true; do sleep 0.05; done"))[..12];
        await LinesAreThereAsync(service, "told", 50);
        await Docker.CallAsync("stop", "-t", "5", "told");
        await Docker.CallAsync("start", "told");
        await LifecycleIsAsync(service, "told", "start", "stop 3", "start");
        await service.KillAsync();
        await Docker.CallAsync("restart", "-t", "0", "told");
        await service.StartAgainAsync();
        // The engine forgets the exit code when it starts a container again; it repeats what it told within the last second or two.
        IReadOnlyList<string> told = [];
        await Eventually.IsTrueAsync(async () => (told = await service.Api.LifecycleAsync("told")).Count == 5, "the restart is not there");
        Assert.StartsWith("stop", told[3], StringComparison.Ordinal);
        await service.KillAsync();
        await service.StartAgainAsync();
        await Docker.RemoveAsync("told");
        await Docker.RunAsync("told", "seq 51 60");
        string[] expected = ["start", "stop 3", "start", told[3], "start", "stop 137", "recreate " + first, "stop 0"];
        await LifecycleIsAsync(service, "told", expected);
        await service.KillAsync();
        await service.StartAgainAsync();
        await Docker.RunAsync("later", "echo 1");
        await LifecycleIsAsync(service, "later", "start", "stop 0");
        await LifecycleIsAsync(service, "told", expected);
        // The last lines of the first one, removed by force, may be missing: where that is said is another matter.
        var records = (await service.Api.EveryRecordAsync("container=told")).Where(record => record.Gap is null).ToList();
        Assert.Equal((true, true), (records[0].IsLifecycle, records[^1].IsLifecycle));
        Assert.True(records[^12].IsLifecycle, "The start of the container does not lie before its first line.");
    }

    /// <summary>Each pause and each new name is a record, once, over a kill of the service; what changed while it was down is found.</summary>
    [Fact(Timeout = Limit)]
    public async Task PausesAndNewNamesAreRecordedOnce()
    {
        await using var service = await StartServiceAsync();
        var id = (await Docker.RunAsync("first", "seq 1 20; while true; do sleep 0.05; done"))[..12];
        await LinesAreThereAsync(service, id, 20);
        await Docker.CallAsync("pause", id);
        await Docker.CallAsync("unpause", id);
        await Docker.CallAsync("rename", id, "second");
        await Docker.CallAsync("rename", id, "third");
        await Docker.CallAsync("pause", id);
        string[] heard = ["start", "pause", "unpause", "rename first second", "rename second third", "pause"];
        await LifecycleIsAsync(service, id, heard);
        await service.KillAsync();
        await service.StartAgainAsync();
        await ListensAsync(service);
        await Docker.CallAsync("unpause", id);
        heard = [.. heard, "unpause"];
        await LifecycleIsAsync(service, id, heard);
        await service.KillAsync();
        await Docker.CallAsync("rename", id, "fourth");
        await Docker.CallAsync("pause", id);
        // An engine repeats what it told within the last second or two.
        await Task.Delay(TimeSpan.FromSeconds(3), TestContext.Current.CancellationToken);
        await service.StartAgainAsync();
        heard = [.. heard, "pause true", "rename third fourth true"];
        await LifecycleIsAsync(service, id, heard);
        await service.KillAsync();
        await service.StartAgainAsync();
        await ListensAsync(service);
        await Docker.CallAsync("unpause", id);
        await Docker.CallAsync("stop", "-t", "0", id);
        await LifecycleIsAsync(service, id, [.. heard, "unpause", "stop 137"]);
    }

    [Fact(Timeout = Limit)]
    public async Task ContainersThatAreRemovedAtOnceAreCaught()
    {
        const int count = 25;
        await using var service = await StartServiceAsync();
        for (var n = 1; n <= count; n++) await Docker.RunAsync($"quick-{n}", $"echo {n}", "--rm");
        IReadOnlyList<LogRecord> records = [];
        await Eventually.HoldsAsync(async () =>
        {
            records = await service.Api.ContainerAsync("quick");
            var silent = Enumerable.Range(1, count).Where(n => !records.Any(r => r.Container == $"quick-{n}")).ToList();
            return silent.Count == 0 ? null : $"nothing is known of containers {string.Join(' ', silent)}";
        });
        var lines = records.Where(r => r.Gap is null).Select(r => r.Container + "=" + r.Message).ToList();
        Assert.Equal(lines.Distinct().Count(), lines.Count);
        Assert.All(lines, line => Assert.Equal(line.Split('=')[0], "quick-" + line.Split('=')[1]));
        // An engine may remove one before it answers the first request, under load; the gap says so.
        Assert.InRange(lines.Count, count - 2, count);
    }

    /// <summary>Killed and removed at once: the engine gives the log out for some milliseconds more, or says that it ended.</summary>
    [Fact(Timeout = Limit)]
    public async Task AContainerThatIsRemovedByForceHasAllItsLines()
    {
        const int count = 10;
        await using var service = await StartServiceAsync();
        for (var n = 1; n <= count; n++) await Docker.RunAsync($"forced-{n}", "seq 1 200; sleep 100000");
        for (var n = 1; n <= count; n++) await LinesAreThereAsync(service, $"forced-{n}", 200);
        for (var n = 1; n <= count; n++) await Docker.RemoveAsync($"forced-{n}");
        await Eventually.IsTrueAsync(
            async () => (await service.Api.GetAsync("containers"))["containers"]!.AsArray().Count(c => (string?)c!["state"] == "gone") == count, "not all are gone");
        var gaps = 0;
        for (var n = 1; n <= count; n++)
            gaps += (await LinesAreThereAsync(service, $"forced-{n}", 200, gapsAllowed: true)).Count(r => r.Gap is not null);
        Console.WriteLine($"removal by force on {Kind}: {gaps} gaps for {count} containers");
        // The older engine may keep the last lines from a follower; where it removed the log first, nobody can know.
        Assert.InRange(gaps, 0, Kind == EngineKind.Old ? count : 0);
    }

    [Fact(Timeout = Limit)]
    public async Task ARestartLoopIsCollectedWithoutAStormOfRequests()
    {
        await using var proxy = new SocketProxy(Daemon.SocketPath);
        await using var service = await StartServiceAsync(proxy.Endpoint, []);
        await Docker.RunAsync("loop", "echo again; exit 1", "--restart", "always");
        await Eventually.IsTrueAsync(
            async () => int.Parse(await Docker.InspectAsync("loop", "{{.RestartCount}}"), CultureInfo.InvariantCulture) >= 6, "it did not restart 6 times");
        var requests = proxy.Requests;
        var starts = int.Parse(await Docker.InspectAsync("loop", "{{.RestartCount}}"), CultureInfo.InvariantCulture) + 1;
        Console.WriteLine($"restart loop on {Kind}: {requests} requests for {starts} starts");
        Assert.InRange(requests, starts, 60 + (20 * starts));
        Assert.InRange((await service.Api.LifecycleAsync("loop")).Count(told => told == "stop 1"), starts - 2, starts + 2);
        await Docker.StopForGoodAsync("loop");
        var logs = await Docker.LogsAsync("loop");
        await Eventually.HoldsAsync(async () =>
        {
            var raw = Encoding.UTF8.GetString(await service.Api.RawExportAsync("container=loop"));
            return raw == logs.OutputText ? null : $"the export has {raw.Length} bytes, docker logs {logs.Output.Length}";
        });
    }

    [Fact(Timeout = Limit)]
    public async Task AContainerWhoseLogCannotBeReadHasAWarningAndDisturbsNobody()
    {
        await using var proxy = new SocketProxy(Daemon.SocketPath);
        await using var service = await StartServiceAsync(proxy.Endpoint, []);
        await Docker.RunAsync("silent", "while true; do echo lost; sleep 1; done", "--log-driver", "none");
        await Docker.RunAsync(
            "uncached", "while true; do echo lost; sleep 1; done", "--log-driver", "syslog", "--log-opt", "syslog-address=udp://127.0.0.1:9", "--log-opt", "cache-disabled=true");
        await Docker.RunAsync("usual", Scripts.Steady(500, 10, 20));
        await LinesAreThereAsync(service, "usual", 500);
        await Eventually.HoldsAsync(async () =>
        {
            var containers = (await service.Api.GetAsync("containers"))["containers"]!.AsArray();
            var warned = containers.Where(c => !string.IsNullOrEmpty((string?)c!["warning"])).Select(c => (string?)c!["container_name"]).ToHashSet();
            return warned.SetEquals(["silent", "uncached"]) ? null : $"warnings are on [{string.Join(' ', warned)}]";
        });
        Assert.InRange(proxy.Requests, 1, 200);
    }

    /// <summary>What happens before is found, or not known where it is over by then.</summary>
    static Task ListensAsync(ServiceProcess service) => Eventually.IsTrueAsync(
        async () => (await service.Api.GetAsync("health"))["checks"]!.AsArray().Any(check => (string?)check!["name"] == "docker" && (string?)check["status"] == "healthy"),
        "the service is not connected to Docker");

    static Task LifecycleIsAsync(ServiceProcess service, string container, params string[] expected) => Eventually.HoldsAsync(async () =>
    {
        var told = await service.Api.LifecycleAsync(container);
        return told.SequenceEqual(expected) ? null : $"the starts and stops of {container} are: {string.Join(", ", told)}";
    });

    [Fact(Timeout = Limit)]
    public async Task ContainersAreChosenByNameImageAndLabel()
    {
        await using var service = await StartServiceAsync("COLLECT_EXCLUDE=noisy-*,label=secret=yes");
        await Docker.RunAsync("noisy-1", "echo excluded by name");
        await Docker.RunAsync("hidden", "echo excluded by label", "--label", "secret=yes");
        await Docker.RunAsync("opted-out", "echo excluded by itself", "--label", "log-aggregator.enabled=false");
        await Docker.RunAsync("wanted", "echo wanted");
        await Eventually.IsTrueAsync(async () => (await service.Api.ContainerAsync("wanted")).Count == 1, "the wanted container is not there");
        Assert.Equal(["wanted"], (await service.Api.RecordsAsync("")).Select(r => r.Container).Distinct());
    }

    [Fact(Timeout = Limit)]
    public async Task OnlyIncludedContainersAreCollected()
    {
        await using var service = await StartServiceAsync("COLLECT_INCLUDE=web-*");
        await Docker.RunAsync("db-1", "echo other");
        await Docker.RunAsync("web-1", "echo wanted");
        await Eventually.IsTrueAsync(async () => (await service.Api.ContainerAsync("web-1")).Count == 1, "the included container is not there");
        Assert.Equal(["web-1"], (await service.Api.RecordsAsync("")).Select(r => r.Container).Distinct());
    }
}

[Collection(OldEngineTests.Name)]
public sealed class LifecycleOnDocker20(OldEngine engine) : LifecycleCases(engine);

[Collection(NewEngineTests.Name)]
public sealed class LifecycleOnDocker26(NewEngine engine) : LifecycleCases(engine);
