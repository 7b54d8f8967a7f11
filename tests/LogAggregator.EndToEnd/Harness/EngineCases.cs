using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Xunit;

namespace LogAggregator.EndToEnd.Harness;

/// <summary>
/// Base of the tests that run on both engines: each has an abstract class with the cases and two sealed ones that name
/// the engine. Sees to it that the engine is there before a test and that no container is left after it.
/// </summary>
public abstract class EngineCases(SharedEngine engine) : IAsyncLifetime
{
    /// <summary>A test that takes longer hangs.</summary>
    protected const int Limit = 180_000;

    private protected DockerDaemon Daemon => engine.Daemon;

    private protected DockerCli Docker => engine.Daemon.Docker;

    protected EngineKind Kind => engine.Kind;

    public async ValueTask InitializeAsync()
    {
        TestEnvironment.SkipWithoutEngines();
        await Daemon.EnsureRunningAsync();
        await Docker.RemoveAllAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (TestContext.Current.TestState?.Result == TestResult.Failed)
            Console.WriteLine($"Docker engine {Kind}, running: {Daemon.IsRunning}. Its log:\n{Daemon.LogTail}");
        if (engine.Daemon is not null) await Docker.RemoveAllAsync();
    }

    private protected Task<ServiceProcess> StartServiceAsync(params string[] settings) => ServiceProcess.StartAsync(Daemon.Endpoint, settings);

    /// <summary>Waits until lines 1 to n of the container are there, each once; where gaps are allowed, until they account for the rest.</summary>
    private protected static async Task<IReadOnlyList<LogRecord>> LinesAreThereAsync(
        ServiceProcess service, string container, int last, bool gapsAllowed = false, string query = "")
    {
        IReadOnlyList<LogRecord> records = [];
        await Eventually.HoldsAsync(async () =>
        {
            records = await service.Api.RecordsAsync($"container={container}{query}");
            return LineSet.WhatIsWrong(records, last, gapsAllowed);
        });
        return records;
    }
}
