using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace LogAggregator.EndToEnd.Harness;

/// <summary>
/// The published binary, as a process: started on a free port, stopped, killed, frozen, started again in the same folder.
/// </summary>
sealed class ServiceProcess : IAsyncDisposable
{
    readonly Dictionary<string, string> _environment;
    readonly string[] _arguments;
    readonly string _outputFile;
    Process? _process;

    ServiceProcess(Dictionary<string, string> environment, string[] arguments)
    {
        (_environment, _arguments) = (environment, arguments);
        LogDirectory = environment["LOG_DIRECTORY"];
        _outputFile = Path.Combine(TestEnvironment.NewFolder("o"), "output.log");
        Api = new ApiClient(() => Address);
    }

    public int Port { get; private set; }

    public Uri Address => new($"http://127.0.0.1:{Port}/");

    public string LogDirectory { get; }

    public ApiClient Api { get; }

    public int ProcessId => _process?.Id ?? throw new InvalidOperationException("not started");

    public bool IsRunning => _process is { HasExited: false };

    /// <summary>All that it printed so far, over all of its starts.</summary>
    public string Output => File.Exists(_outputFile) ? File.ReadAllText(_outputFile) : "";

    /// <summary>The newest lines of it, none longer than 600 characters.</summary>
    public string OutputTail => string.Join('\n', Output.Split('\n').TakeLast(25).Select(line => line.Length > 600 ? line[..600] + "…" : line));

    /// <summary>Starts the service on the engine (or on none) with a folder of its own, and waits until it serves.</summary>
    /// <param name="dockerHost">DOCKER_HOST; null: a socket that does not exist.</param>
    /// <param name="settings">Further environment variables, <c>NAME=value</c>.</param>
    public static Task<ServiceProcess> StartAsync(string? dockerHost, params string[] settings) => StartAsync([], dockerHost, settings);

    /// <summary>The same with <c>--demo</c>.</summary>
    public static Task<ServiceProcess> StartDemoAsync(params string[] settings) => StartAsync(["--demo"], null, settings);

    static async Task<ServiceProcess> StartAsync(string[] arguments, string? dockerHost, string[] settings)
    {
        var environment = settings.Select(s => s.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        environment.TryAdd("DOCKER_HOST", dockerHost ?? "unix:///nowhere/docker.sock");
        environment.TryAdd("COLLECT_TAIL", "all");
        environment.TryAdd("MIN_FREE_DISK", "off");
        if (!environment.ContainsKey("LOG_DIRECTORY")) environment["LOG_DIRECTORY"] = TestEnvironment.NewFolder("l");
        var service = new ServiceProcess(environment, arguments);
        await service.StartAgainAsync();
        return service;
    }

    /// <summary>Starts it in the same folder; on another port, unless clients are to find it again where it was.</summary>
    public async Task StartAgainAsync(bool onTheSamePort = false)
    {
        for (var attempt = 1; !await TryStartAsync(onTheSamePort ? Port : FreePort.Next()); attempt++)
            Assert.True(attempt < 3, $"The service did not start. Its output:\n{OutputTail}");
    }

    /// <summary>Ends it at once, as a crash does.</summary>
    public Task KillAsync() => EndAsync(Signal.Kill);

    /// <summary>SIGTERM. Gives the exit code and how long it took.</summary>
    public async Task<(int ExitCode, TimeSpan Took)> StopAsync()
    {
        var started = Stopwatch.GetTimestamp();
        await EndAsync(Signal.Terminate);
        return (_process!.ExitCode, Stopwatch.GetElapsedTime(started));
    }

    /// <summary>SIGSTOP: it stands still until <see cref="Thaw"/>.</summary>
    public void Freeze() => Signal.Send(ProcessId, Signal.Stop);

    public void Thaw() => Signal.Send(ProcessId, Signal.Continue);

    public async ValueTask DisposeAsync()
    {
        if (IsRunning) await KillAsync();
        _process?.Dispose();
        Api.Dispose();
        TestContext.Current.TestOutputHelper?.WriteLine($"Output of the service:\n{OutputTail}");
    }

    async Task<bool> TryStartAsync(int port)
    {
        Port = port;
        var start = new ProcessStartInfo("/bin/sh", ["-c", "output=$1; shift; exec \"$0\" \"$@\" >>\"$output\" 2>&1", TestEnvironment.Binary, _outputFile, .. _arguments]);
        foreach (var (name, value) in _environment) start.Environment[name] = value;
        start.Environment["PORT"] = Port.ToString(CultureInfo.InvariantCulture);
        _process?.Dispose();
        _process = Process.Start(start);
        var started = Stopwatch.GetTimestamp();
        while (IsRunning && Stopwatch.GetElapsedTime(started) < Eventually.Deadline)
        {
            if (await Api.IsServingAsync()) return true;
            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }

        if (IsRunning) await KillAsync();
        return false;
    }

    async Task EndAsync(int signal)
    {
        if (_process is not { HasExited: false } process) return;
        Signal.Send(process.Id, signal);
        var ended = process.WaitForExitAsync();
        if (await Task.WhenAny(ended, Task.Delay(Eventually.Deadline)) == ended) return;
        Signal.Send(process.Id, Signal.Kill);
        await ended;
        Assert.Fail($"The service did not end by signal {signal}. Its output:\n{OutputTail}");
    }
}
