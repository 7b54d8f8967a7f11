using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
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

    static int _tests;

    /// <summary>
    /// The containers of one test have a label of their own, and its service collects only those: an engine tells a new
    /// listener what happened in the seconds before, so it would hear of the containers of the test before.
    /// </summary>
    readonly string _label = string.Create(CultureInfo.InvariantCulture, $"test={Interlocked.Increment(ref _tests)}");

    private protected DockerDaemon Daemon => engine.Daemon;

    private protected DockerCli Docker => engine.Daemon.Docker;

    protected EngineKind Kind => engine.Kind;

    public async ValueTask InitializeAsync()
    {
        TestEnvironment.SkipWithoutEngines();
        await Daemon.EnsureEmptyAsync();
        Docker.Label = _label;
    }

    public virtual async ValueTask DisposeAsync()
    {
        if (TestContext.Current.TestState?.Result == TestResult.Failed)
            Console.WriteLine($"Docker engine {Kind}, running: {Daemon.IsRunning}. Its log:\n{Daemon.LogTail}");
        if (engine.Daemon is not null) await Daemon.EnsureEmptyAsync();
    }

    private protected string Label => _label;

    private protected string OnlyOwnContainers => "COLLECT_INCLUDE=label=" + _label;

    private protected Task<ServiceProcess> StartServiceAsync(params string[] settings) => StartServiceAsync(Daemon.Endpoint, settings);

    private protected Task<ServiceProcess> StartServiceAsync(string endpoint, string[] settings) => ServiceProcess.StartAsync(
        endpoint, settings.Any(s => s.StartsWith("COLLECT_INCLUDE=", StringComparison.Ordinal)) ? settings : [.. settings, OnlyOwnContainers]);

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
