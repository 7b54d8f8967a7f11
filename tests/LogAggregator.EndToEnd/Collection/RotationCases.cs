using System;
using System.Threading.Tasks;
using LogAggregator.EndToEnd.Harness;
using Xunit;

namespace LogAggregator.EndToEnd.Collection;

/// <summary>Docker cuts its log files while they are read; following a log skips or repeats lines then.</summary>
public abstract class RotationCases(SharedEngine engine) : EngineCases(engine)
{
    /// <summary>Docker keeps the newest few hundred lines only: what it threw away before it could be read is a gap.</summary>
    [Theory(Timeout = Limit)]
    [InlineData("json-file")]
    [InlineData("local")]
    public async Task SlowLinesOverSmallFilesAreThereOrInAGap(string driver)
    {
        await using var service = await StartServiceAsync();
        await Docker.RunAsync("slow", Scripts.Steady(2000, 20, 50), Options(driver, "10k", 2, compress: false));
        await Docker.WaitAsync("slow");
        await LinesAreThereAsync(service, "slow", 2000, gapsAllowed: true);
    }

    [Theory(Timeout = Limit)]
    [InlineData("json-file", "10k", 2, 20_000, false)]
    [InlineData("local", "10k", 2, 20_000, false)]
    [InlineData("json-file", "1m", 3, 50_000, false)]
    [InlineData("json-file", "1m", 3, 50_000, true)]
    [InlineData("local", "1m", 3, 50_000, false)]
    [InlineData("local", "1m", 3, 50_000, true)]
    public async Task ABurstOverManyFilesIsThereOrInAGap(string driver, string size, int files, int lines, bool compress)
    {
        await using var service = await StartServiceAsync();
        await Docker.RunAsync("burst", Scripts.Burst(lines), Options(driver, size, files, compress));
        await Docker.WaitAsync("burst");
        await LinesAreThereAsync(service, "burst", lines, gapsAllowed: true);
    }

    /// <summary>All lines fit into the files, so none may be missing, though a follow skips most of them.</summary>
    [Theory(Timeout = Limit)]
    [InlineData("json-file", false)]
    [InlineData("json-file", true)]
    [InlineData("local", true)]
    public async Task AStallOfTheServiceLosesNothingThatDockerStillHas(string driver, bool compress)
    {
        await using var service = await StartServiceAsync();
        await Docker.RunAsync("stall", Scripts.ThenOnSignal("seq 1 100", "seq 101 30000"), Options(driver, "300k", 10, compress));
        await LinesAreThereAsync(service, "stall", 100);
        service.Freeze();
        await Docker.CallAsync("exec", "stall", "touch", "/tmp/go");
        await Docker.WaitAsync("stall");
        await Task.Delay(TimeSpan.FromSeconds(3), TestContext.Current.CancellationToken);
        service.Thaw();
        await LinesAreThereAsync(service, "stall", 30_000);
    }

    [Theory(Timeout = Limit)]
    [InlineData("json-file", false)]
    [InlineData("local", true)]
    public async Task KillingTheServiceAtAnyMomentLosesAndRepeatsNothing(string driver, bool compress)
    {
        var random = new Random(TestEnvironment.Seed);
        Console.WriteLine($"kill at random, {driver} on {Kind}: seed {TestEnvironment.Seed}");
        await using var service = await StartServiceAsync();
        await Docker.RunAsync("killed", Scripts.Steady(15_000, 30, 20), Options(driver, "200k", 10, compress));
        while (await Docker.InspectAsync("killed", "{{.State.Running}}") == "true")
        {
            await Task.Delay(TimeSpan.FromSeconds(0.3 + (random.NextDouble() * 1.7)), TestContext.Current.CancellationToken);
            await service.KillAsync();
            await service.StartAgainAsync();
        }

        await LinesAreThereAsync(service, "killed", 15_000);
    }

    static string[] Options(string driver, string size, int files, bool compress) =>
        ["--log-driver", driver, "--log-opt", $"max-size={size}", "--log-opt", $"max-file={files}", "--log-opt", compress ? "compress=true" : "compress=false"];
}

[Collection(OldEngineTests.Name)]
public sealed class RotationOnDocker20(OldEngine engine) : RotationCases(engine);

[Collection(NewEngineTests.Name)]
public sealed class RotationOnDocker26(NewEngine engine) : RotationCases(engine);
