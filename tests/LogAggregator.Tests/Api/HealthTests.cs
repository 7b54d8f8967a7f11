using System;
using System.Linq;
using System.Threading.Tasks;
using LogAggregator.Api.Health;
using LogAggregator.Engine;
using LogAggregator.Status;
using Xunit;

namespace LogAggregator.Tests.Api;

public sealed class HealthTests
{
    static readonly EngineStatus Up = new("unix:///a", true, "20.10.24", "1.41", "");
    static readonly EngineStatus Down = new("unix:///b", false, "", "", "The socket /b belongs to group 998; start the container with --group-add 998.");
    static readonly StoreStatistics Store = new(5, 100, 200, 0, 0, 1, 2, false);
    static readonly DiskSpace Disk = new(2L << 30, 1L << 30);

    [Fact]
    public void WithEverythingInOrderItIsHealthy()
    {
        var report = HealthReport.Of([Up], [], Store, Disk);
        Assert.Equal((HealthState.Healthy, true), (report.State, report.DockerOk));
    }

    [Fact]
    public void AnEngineThatIsNotReachedDegradesItWithTheReason()
    {
        var report = HealthReport.Of([Up, Down], [], Store, Disk);
        Assert.Equal((HealthState.Degraded, false), (report.State, report.DockerOk));
        Assert.Contains("group 998", report.Checks.Single(check => check.Name == "docker unix:///b").Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void TheDemoIsHealthyAndSaysWhatItIs()
    {
        var report = HealthReport.Of([EngineStatus.Demo], [], Store, Disk);
        Assert.Equal((HealthState.Healthy, true), (report.State, report.IsDemo));
        Assert.Contains("made up", report.Checks.Single(check => check.Name == "demo").Detail, StringComparison.Ordinal);
        Assert.DoesNotContain(report.Checks, check => check.Name == "docker");
    }

    [Fact]
    public void BeforeTheEngineAnsweredItIsDegradedAndSaysWhichIsAwaited()
    {
        var report = HealthReport.Of([EngineStatus.Unanswered("unix:///run/docker.sock")], [], Store, Disk);
        Assert.Equal(HealthState.Degraded, report.State);
        Assert.Equal("Docker at unix:///run/docker.sock has not answered yet.", report.Checks[0].Detail);
    }

    [Fact]
    public void AFullDiskMakesItUnhealthy() => Assert.Equal(HealthState.Unhealthy, HealthReport.Of([Up], [], Store with { Full = true }, Disk).State);

    [Fact]
    public void DamagedBlocksDegradeIt() => Assert.Equal(HealthState.Degraded, HealthReport.Of([Up], [], Store with { DamagedBlocks = 1 }, Disk).State);

    [Fact]
    public void ALowDiskDegradesIt() => Assert.Equal(HealthState.Degraded, HealthReport.Of([Up], [], Store, new DiskSpace(1, 2)).State);

    [Fact]
    public void ADiskWithoutABoundIsNeverLow() => Assert.False(new DiskSpace(0, null).IsLow);

    [Fact]
    public void AWarningAboutAContainerIsToldButDoesNotDegradeIt()
    {
        var container = new ContainerStatus("unix:///a", "id", "web", "image", "", "", "running", true, "Lines may be lost: mode=non-blocking.");
        var report = HealthReport.Of([Up], [container], Store, Disk);
        Assert.Equal(HealthState.Healthy, report.State);
        Assert.Contains("web", report.Checks.Single(check => check.Name == "containers").Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ItAnswers200EvenWhenItIsDegraded()
    {
        var time = ManualTime.AtNoon();
        await using var service = await TestService.StartAsync(time: time);
        await service.KeepAsync("a", "INFO", "m");
        time.Advance(TimeSpan.FromSeconds(90));
        var body = await service.GetJsonAsync("/health");
        Assert.Equal(["status", "service", "version", "timestamp", "uptime_seconds", "logs_collected", "checks", "dependencies"], body.Select(property => property.Key));
        Assert.Equal(("degraded", "log-aggregator", 90, 1), ((string)body["status"]!, (string)body["service"]!, (int)body["uptime_seconds"]!, (int)body["logs_collected"]!));
        Assert.Equal("2025-11-11T12:01:30.000Z", (string)body["timestamp"]!);
        Assert.Equal("down", (string)body["dependencies"]!["docker"]!);
    }
}
