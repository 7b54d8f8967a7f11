using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Xunit;

namespace LogAggregator.EndToEnd.Harness;

/// <summary>
/// A Docker engine of the test's own: its data, its socket and its containerd lie in one folder. Can be stopped, killed
/// and started again; a start that fails is tried twice more.
/// </summary>
sealed class DockerDaemon : IAsyncDisposable
{
    static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    const string StartScript =
        "exec \"$0\" --config-file \"$1\" --containerd-namespace \"$2\" --containerd-plugins-namespace \"$2-plugins\" >>\"$3\" 2>&1";

    readonly EngineKind _kind;

    // The engine's own, so that it disturbs no other one where containerd is shared.
    readonly string _containerdName;
    readonly string _folder;
    Process? _process;

    DockerDaemon(EngineKind kind, bool liveRestore, DaemonTls? tls)
    {
        _kind = kind;
        _folder = TestEnvironment.NewFolder("d");
        _containerdName = string.Create(CultureInfo.InvariantCulture, $"la-{Environment.ProcessId}-{Path.GetFileName(_folder)}");
        Docker = new DockerCli(Endpoint);
        File.WriteAllText(ConfigurationFile, Configuration(liveRestore, tls).ToJsonString());
    }

    public string SocketPath => Path.Combine(_folder, "docker.sock");

    public string Endpoint => "unix://" + SocketPath;

    public DockerCli Docker { get; }

    public bool IsRunning => _process is { HasExited: false };

    /// <summary>Where the engine keeps the files of a container, its json-file log among them.</summary>
    public string ContainerFolder(string id) => Path.Combine(_folder, "data", "containers", id);

    string ConfigurationFile => Path.Combine(_folder, "daemon.json");

    string PidFile => Path.Combine(_folder, "docker.pid");

    string LogFile => Path.Combine(_folder, "dockerd.log");

    /// <summary>The newest lines of the engine's own log.</summary>
    public string LogTail => File.Exists(LogFile) ? string.Join('\n', File.ReadLines(LogFile).TakeLast(15)) : "(no log)";

    /// <summary>Starts an engine and gives it the image <c>bb</c>.</summary>
    public static async Task<DockerDaemon> StartAsync(EngineKind kind, bool liveRestore = false, DaemonTls? tls = null)
    {
        var daemon = new DockerDaemon(kind, liveRestore, tls);
        await daemon.StartAgainAsync();
        await daemon.Docker.ImportAsync(TestEnvironment.Image, "bb");
        return daemon;
    }

    /// <summary>Starts it, after a stop or a kill.</summary>
    public async Task StartAgainAsync()
    {
        for (var attempt = 1; !await TryStartAsync(); attempt++)
        {
            var log = LogTail;
            await KillAsync();
            if (attempt == 3) Assert.Fail($"The Docker engine did not start. Its log:\n{log}");
            Console.WriteLine($"The Docker engine did not start, attempt {attempt} of 3. Its log:\n{log}");
        }
    }

    /// <summary>Without a container. Starts it again if it is not there any more or does not answer, and shows why.</summary>
    public async Task EnsureEmptyAsync()
    {
        if (IsRunning && await Docker.RemoveAllAsync()) return;
        Console.WriteLine($"The Docker engine {_kind} {(IsRunning ? "does not answer" : "has ended")} and is started again. Its log:\n{LogTail}");
        await KillAsync();
        await StartAgainAsync();
        Assert.True(await Docker.RemoveAllAsync(), "The Docker engine does not remove its containers.");
    }

    /// <summary>SIGTERM, as a service manager stops it. Waits for its end.</summary>
    public Task StopAsync() => EndAsync(Signal.Terminate);

    public Task KillAsync() => EndAsync(Signal.Kill);

    public async ValueTask DisposeAsync()
    {
        if (IsRunning) await Docker.RemoveAllAsync();
        await StopAsync();
        _process?.Dispose();
    }

    async Task<bool> TryStartAsync()
    {
        File.Delete(PidFile);
        _process?.Dispose();
        _process = Process.Start("/bin/sh", ["-c", StartScript, TestEnvironment.Dockerd(_kind), ConfigurationFile, _containerdName, LogFile]);
        var started = Stopwatch.GetTimestamp();
        while (IsRunning && Stopwatch.GetElapsedTime(started) < StartLimit)
        {
            if (File.Exists(SocketPath) && (await Docker.TryAsync("version")).ExitCode == 0) return true;
            await Task.Delay(Eventually.Pause);
        }

        return false;
    }

    async Task EndAsync(int signal)
    {
        if (_process is not { HasExited: false } process) return;
        Signal.Send(process.Id, signal);
        var ended = process.WaitForExitAsync();
        if (await Task.WhenAny(ended, Task.Delay(TimeSpan.FromSeconds(40))) == ended) return;
        Signal.Send(process.Id, Signal.Kill);
        await ended;
    }

    JsonObject Configuration(bool liveRestore, DaemonTls? tls)
    {
        var configuration = new JsonObject
        {
            ["data-root"] = Path.Combine(_folder, "data"),
            ["exec-root"] = Path.Combine(_folder, "exec"),
            ["pidfile"] = PidFile,
            ["hosts"] = new JsonArray(Endpoint),
            ["bridge"] = "none",
            ["iptables"] = false,
            ["ip6tables"] = false,
            ["live-restore"] = liveRestore,
            ["shutdown-timeout"] = 5,
            ["log-level"] = "warn",
        };
        if (tls is null) return configuration;
        configuration["hosts"]!.AsArray().Add(string.Create(CultureInfo.InvariantCulture, $"tcp://127.0.0.1:{tls.Port}"));
        configuration["tlsverify"] = true;
        configuration["tlscacert"] = tls.Certificates.At("ca.pem");
        configuration["tlscert"] = tls.Certificates.At("server-cert.pem");
        configuration["tlskey"] = tls.Certificates.At("server-key.pem");
        return configuration;
    }
}
