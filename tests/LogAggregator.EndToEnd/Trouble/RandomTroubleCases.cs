using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using LogAggregator.EndToEnd.Harness;
using Xunit;

namespace LogAggregator.EndToEnd.Trouble;

/// <summary>
/// Everything at once, in random order, from a printed seed: containers of both drivers that rotate, come, go and start again
/// while the service is killed, frozen and stopped and the engine restarts under them. In the end each line that Docker has,
/// or had and threw away, is there once, or in a gap.
/// <c>E2E_SEED</c> repeats a run, <c>E2E_RANDOM_SECONDS</c> makes it longer.
/// </summary>
public abstract class RandomTroubleCases(EngineKind kind)
{
    const int Limit = 1_800_000;

    readonly Random _random = new(TestEnvironment.Seed);
    readonly Dictionary<string, int> _lines = [];

    [Fact(Timeout = Limit)]
    public async Task WhateverHappensEachLineIsThereOnceOrInAGap()
    {
        TestEnvironment.SkipWithoutEngines();
        Console.WriteLine($"random trouble on {kind}: seed {TestEnvironment.Seed}, {TestEnvironment.RandomRun.TotalSeconds} s");
        await using var daemon = await DockerDaemon.StartAsync(kind, liveRestore: true);
        await using var service = await ServiceProcess.StartAsync(daemon.Endpoint);
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < TestEnvironment.RandomRun)
        {
            if (_lines.Count < 40) await StartContainerAsync(daemon);
            await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(100, 2000)), TestContext.Current.CancellationToken);
            await TroubleAsync(daemon, service);
        }

        foreach (var name in _lines.Keys)
        {
            await daemon.Docker.WaitAsync(name);
            // An engine that had trouble starting again may have lost the end.
            var last = int.Parse((await daemon.Docker.LogsAsync(name)).OutputText.TrimEnd('\n').Split('\n')[^1], CultureInfo.InvariantCulture);
            Assert.InRange(last, 1, _lines[name]);
            await Eventually.HoldsAsync(async () =>
                LineSet.WhatIsWrong(await service.Api.ContainerAsync(name), last, gapsAllowed: true) is { } wrong ? $"{name}: {wrong}" : null);
        }
    }

    async Task StartContainerAsync(DockerDaemon daemon)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"random-{_lines.Count + 1}");
        var lines = _random.Next(1, 40) * 100;
        var script = _random.Next(3) == 0 ? Scripts.Burst(lines) : Scripts.Steady(lines, 20, _random.Next(5, 100));
        var driver = _random.Next(2) == 0 ? "json-file" : "local";
        string[] sizes = ["50k", "200k", "1m"];
        string[] options =
        [
            "--log-driver", driver, "--log-opt", "max-size=" + sizes[_random.Next(sizes.Length)], "--log-opt", "max-file=5",
            "--log-opt", "compress=" + (_random.Next(2) == 0 ? "true" : "false"),
        ];
        _lines[name] = lines;
        await daemon.Docker.RunAsync(name, script, options);
    }

    async Task TroubleAsync(DockerDaemon daemon, ServiceProcess service)
    {
        switch (_random.Next(10))
        {
            case <= 3:
                await service.KillAsync();
                await service.StartAgainAsync();
                break;
            case 4:
                await service.StopAsync();
                await service.StartAgainAsync();
                break;
            case 5:
                service.Freeze();
                await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
                service.Thaw();
                break;
            case 6 or 7:
                await daemon.StopAsync();
                await daemon.StartAgainAsync();
                break;
            case 8:
                var name = _lines.Keys.ElementAt(_random.Next(_lines.Count));
                await daemon.Docker.TryAsync("pause", name);
                await daemon.Docker.TryAsync("unpause", name);
                break;
            default:
                break;
        }
    }
}

[Collection(OldEngineTests.Name)]
public sealed class RandomTroubleOnDocker20() : RandomTroubleCases(EngineKind.Old);

[Collection(NewEngineTests.Name)]
public sealed class RandomTroubleOnDocker26() : RandomTroubleCases(EngineKind.New);
