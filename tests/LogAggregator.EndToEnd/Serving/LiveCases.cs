using System;
using System.Collections.Generic;
using System.Net.WebSockets;
using System.Threading.Tasks;
using LogAggregator.EndToEnd.Harness;
using Xunit;

namespace LogAggregator.EndToEnd.Serving;

/// <summary>Lines on their way from a container to a live reader.</summary>
public abstract class LiveCases(SharedEngine engine) : EngineCases(engine)
{
    [Fact(Timeout = Limit)]
    public async Task AReaderThatReconnectsWithItsCursorMissesNothingAndGetsNothingTwice()
    {
        const int lines = 10_000;
        var random = new Random(TestEnvironment.Seed);
        await using var service = await StartServiceAsync();
        var received = new List<LogRecord>();
        var reader = await LiveReader.ConnectAsync(service, "container=live");
        await Docker.RunAsync("live", Scripts.Steady(lines, 20, 10));
        while (received.Count < lines)
        {
            received.AddRange(await reader.TakeAsync(Math.Min(random.Next(1, 1500), lines - received.Count)));
            reader.Dispose();
            reader = await LiveReader.ConnectAsync(service, received.Count == 0 ? "container=live" : "container=live&cursor=" + received[^1].Id);
        }

        reader.Dispose();
        Assert.Null(LineSet.WhatIsWrong(received, lines));
    }

    /// <summary>A reader's cursor goes on over a crash of the service.</summary>
    [Fact(Timeout = Limit)]
    public async Task ACursorSurvivesTheDeathOfTheService()
    {
        const int lines = 3000;
        await using var service = await StartServiceAsync();
        using var first = await LiveReader.ConnectAsync(service, "container=live");
        await Docker.RunAsync("live", Scripts.Steady(lines, 20, 20));
        var received = await first.TakeAsync(300);
        await service.KillAsync();
        await service.StartAgainAsync();
        using var second = await LiveReader.ConnectAsync(service, "container=live&cursor=" + received[^1].Id);
        while (received.Count < lines && await second.NextAsync() is { } record) received.Add(record);
        Assert.Null(LineSet.WhatIsWrong(received, lines));
    }

    [Fact(Timeout = Limit)]
    public async Task OnSigtermReadersAreToldAndAllThatWasTakenIsKept()
    {
        await using var service = await StartServiceAsync();
        using var reader = await LiveReader.ConnectAsync(service, "container=graceful");
        await Docker.RunAsync("graceful", Scripts.Steady(6000, 30, 10));
        await reader.TakeAsync(500);
        var (exitCode, took) = await service.StopAsync();
        Assert.Equal(0, exitCode);
        Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        while (await reader.NextAsync() is not null)
        {
            // What was on its way.
        }

        Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, reader.CloseStatus);
        await service.StartAgainAsync();
        await LinesAreThereAsync(service, "graceful", 6000);
    }

    /// <summary>From the time that Docker gave the line to the time the reader has it.</summary>
    [Fact(Timeout = Limit)]
    public async Task TwoThousandLinesASecondReachAReaderAtOnce()
    {
        const int lines = 20_000;
        await using var service = await StartServiceAsync();
        using var reader = await LiveReader.ConnectAsync(service, "container=quick");
        await Docker.RunAsync("quick", "sleep 1; " + Scripts.Steady(lines, 25, 10));
        var received = new List<LogRecord>();
        var delays = new List<double>();
        while (received.Count < lines && await reader.NextAsync() is { } record)
        {
            delays.Add((TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalMilliseconds - (record.TimestampNs / 1e6));
            received.Add(record);
        }

        Assert.Null(LineSet.WhatIsWrong(received, lines));
        delays.Sort();
        var rate = lines / ((received[^1].TimestampNs - received[0].TimestampNs) / 1e9);
        Console.WriteLine($"live on {Kind}: {rate:0} lines/s; delay p50 {delays[lines / 2]:0} ms, p99 {delays[lines * 99 / 100]:0} ms, most {delays[^1]:0} ms");
        Assert.True(delays[lines / 2] < 200, $"half of the lines took longer than {delays[lines / 2]:0} ms");
    }

    [Fact(Timeout = Limit)]
    public async Task AQuietContainerIsNotDelayedByANoisyOne()
    {
        const int lines = 40;
        await using var service = await StartServiceAsync();
        using var reader = await LiveReader.ConnectAsync(service, "container=quiet");
        await Docker.RunAsync("noisy", "while true; do seq 1 20000; done", "--log-opt", "max-size=20m", "--log-opt", "max-file=2");
        await Docker.RunAsync("quiet", Scripts.Steady(lines, 1, 250));
        var delays = new List<double>();
        while (delays.Count < lines && await reader.NextAsync() is { } record)
            delays.Add(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() - (record.TimestampNs / 1e6));
        await Docker.RemoveAsync("noisy");
        delays.Sort();
        Console.WriteLine($"quiet beside noisy on {Kind}: median {delays[lines / 2]:0} ms, most {delays[^1]:0} ms");
        Assert.True(delays[lines * 3 / 4] < 1000, $"a quarter of the lines took longer than {delays[lines * 3 / 4]:0} ms");
    }
}

[Collection(OldEngineTests.Name)]
public sealed class LiveOnDocker20(OldEngine engine) : LiveCases(engine);

[Collection(NewEngineTests.Name)]
public sealed class LiveOnDocker26(NewEngine engine) : LiveCases(engine);
