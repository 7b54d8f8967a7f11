using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using LogAggregator.EndToEnd.Harness;
using Xunit;

namespace LogAggregator.EndToEnd.Serving;

/// <summary>What the binary does where there is no engine at all.</summary>
public sealed class WithoutEngineTests
{
    const int Limit = 180_000;

    [Fact(Timeout = Limit)]
    public async Task WithoutAnEngineItServesAndSaysWhichSocketIsMissing()
    {
        await using var service = await ServiceProcess.StartAsync(null);
        var health = await service.Api.GetAsync("health");
        Assert.Equal("degraded", (string?)health["status"]);
        Assert.Contains("/nowhere/docker.sock", health.ToJsonString(), StringComparison.Ordinal);
        await Eventually.HoldsAsync(async () =>
        {
            var told = (await service.Api.GetAsync("health")).ToJsonString();
            return told.Contains("There is no socket at /nowhere/docker.sock. Mount it", StringComparison.Ordinal) ? null : told;
        });
        Assert.Equal(201, (await service.Api.PostAsync("""{"service":"test","level":"INFO","message":"Test log"}""")).Status);
        var record = (await service.Api.RecordsAsync("service=test")).Single();
        Assert.Equal("Test log", record.Message);
    }

    /// <summary>What was answered with 201 is there after a crash; what was not answered may be there, once.</summary>
    [Fact(Timeout = Limit)]
    public async Task APostThatWasAcknowledgedSurvivesAKill()
    {
        var random = new Random(TestEnvironment.Seed);
        await using var service = await ServiceProcess.StartAsync(null);
        var acknowledged = new List<int>();
        var next = 0;
        for (var round = 0; round < 8; round++)
        {
            var kill = Task.Delay(random.Next(50, 500), TestContext.Current.CancellationToken).ContinueWith(_ => service.KillAsync(), TaskScheduler.Default).Unwrap();
            for (; await TryPostAsync(service, next, 20); next += 20) acknowledged.AddRange(Enumerable.Range(next, 20));
            next += 20;
            await kill;
            await service.StartAgainAsync();
        }

        var kept = (await service.Api.RecordsAsync("service=posts")).Select(r => int.Parse(r.Message, CultureInfo.InvariantCulture)).ToList();
        Assert.NotEmpty(acknowledged);
        Assert.Equal(kept.Count, kept.Distinct().Count());
        Assert.Empty(acknowledged.Except(kept));
    }

    [Fact(Timeout = Limit)]
    public async Task ThePageIsInTheBinaryAndWhatIsSetOnItSurvivesAKill()
    {
        await using var service = await ServiceProcess.StartAsync(null);
        await PageFiles.WorksAsync(AddressOf(service));
        await service.KillAsync();
        await service.StartAgainAsync();
        Assert.Equal("""{"theme":"dark"}""", await PageFiles.SettingsAsync(AddressOf(service)));
    }

    [Fact(Timeout = Limit)]
    public async Task TheHealthcheckCommandTellsByItsExitCode()
    {
        await using var service = await ServiceProcess.StartAsync(null);
        Assert.Equal(0, (await RunAsync(["healthcheck"], ("PORT", service.Port.ToString(CultureInfo.InvariantCulture)))).ExitCode);
        await service.KillAsync();
        Assert.NotEqual(0, (await RunAsync(["healthcheck"], ("PORT", service.Port.ToString(CultureInfo.InvariantCulture)))).ExitCode);
    }

    [Fact(Timeout = Limit)]
    public async Task AllConfigurationErrorsAreToldAtOnceBeforeAnythingStarts()
    {
        var result = await RunAsync([], ("PORT", "eight"), ("MAX_LOGS_MEMORY", "-1"), ("COLLECTION_INTERVAL", "0"), ("LOG_DIRECTORY", TestEnvironment.NewFolder("c")));
        Assert.NotEqual(0, result.ExitCode);
        var text = result.OutputText + result.ErrorText;
        foreach (var expected in new[] { "PORT", "eight", "MAX_LOGS_MEMORY", "-1", "COLLECTION_INTERVAL" }) Assert.Contains(expected, text, StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task HelpAndVersionAreTold()
    {
        var help = await RunAsync(["--help"]);
        Assert.Equal(0, help.ExitCode);
        Assert.Contains("COLLECTION_INTERVAL", help.OutputText, StringComparison.Ordinal);
        var version = await RunAsync(["--version"]);
        Assert.Equal(0, version.ExitCode);
        Assert.Matches(@"\d+\.\d+\.\d+", version.OutputText);
    }

    [Fact(Timeout = Limit)]
    public async Task SigtermEndsItWithinSeconds()
    {
        await using var service = await ServiceProcess.StartAsync(null);
        var (exitCode, took) = await service.StopAsync();
        Assert.Equal(0, exitCode);
        Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    static Task<CommandResult> RunAsync(string[] arguments, params (string Name, string Value)[] environment) =>
        Command.RunAsync(TestEnvironment.Binary, arguments, environment.ToDictionary(e => e.Name, e => e.Value));

    /// <summary>Another after each start.</summary>
    static Uri AddressOf(ServiceProcess service) => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{service.Port}/"));

    static async Task<bool> TryPostAsync(ServiceProcess service, int first, int count)
    {
        var lines = Enumerable.Range(first, count).Select(n => $$"""{"service":"posts","level":"INFO","message":"{{n}}"}""");
        try
        {
            return (await service.Api.PostAsync(string.Join('\n', lines), "application/x-ndjson")).Status == 201;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
