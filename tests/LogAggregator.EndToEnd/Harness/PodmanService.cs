using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;
using Xunit;

namespace LogAggregator.EndToEnd.Harness;

/// <summary>Podman's service of the Docker API on a socket, with containers and settings of its own.</summary>
sealed class PodmanService : IAsyncDisposable
{
    readonly string _folder = TestEnvironment.NewFolder("m");
    readonly Dictionary<string, string> _environment;
    Process? _process;

    PodmanService() => _environment = new Dictionary<string, string> { ["CONTAINERS_CONF"] = Path.Combine(_folder, "containers.conf"), ["DOCKER_HOST"] = "" };

    public string Endpoint => "unix://" + SocketPath;

    string SocketPath => Path.Combine(_folder, "podman.sock");

    /// <summary>Starts it and gives it the image <c>bb</c>.</summary>
    public static async Task<PodmanService> StartAsync()
    {
        var podman = new PodmanService();
        // No network, no systemd: the least that containers run with.
        await File.WriteAllTextAsync(podman._environment["CONTAINERS_CONF"], """
            [containers]
            netns = "none"
            log_driver = "k8s-file"
            default_ulimits = ["nofile=1024:1024", "nproc=1024:1024"]
            [engine]
            cgroup_manager = "cgroupfs"
            events_logger = "file"
            runtime = "runc"
            """);
        var start = new ProcessStartInfo("podman", [.. podman.Options, "system", "service", "-t", "0", podman.Endpoint]);
        foreach (var (name, value) in podman._environment) start.Environment[name] = value;
        podman._process = Process.Start(start);
        await Eventually.IsTrueAsync(() => File.Exists(podman.SocketPath), "podman does not serve");
        await podman.CallAsync("import", TestEnvironment.Image, "bb");
        return podman;
    }

    public Task RunAsync(string name, string script) => CallAsync("run", "-d", "--name", name, "bb", "sh", "-c", script);

    public async Task CallAsync(params string[] arguments)
    {
        var result = await Command.RunAsync("podman", [.. Options, .. arguments], _environment);
        Assert.True(result.ExitCode == 0, $"podman {string.Join(' ', arguments)}: {result.ErrorText}");
    }

    public async ValueTask DisposeAsync()
    {
        await CallAsync("rm", "-fa", "-t", "0");
        Signal.Send(_process!.Id, Signal.Terminate);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    string[] Options => ["--root", Path.Combine(_folder, "root"), "--runroot", Path.Combine(_folder, "run"), "--storage-driver", "vfs"];
}
