using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using LogAggregator.EndToEnd.Harness;
using Xunit;

namespace LogAggregator.EndToEnd.Packaging;

/// <summary>
/// The Dockerfile and the compose file, as a user takes them. The base images are stand-ins with the same names, made of
/// Debian and this machine's SDK and Node.js; all else is real.
/// </summary>
public sealed class ImageTests
{
    const int Limit = 1_200_000;

    [Fact(Timeout = Limit)]
    public async Task TheImageIsBuiltAndComposeStartsIt()
    {
        TestEnvironment.SkipWithoutEngines();
        await using var daemon = await DockerDaemon.StartAsync(EngineKind.Old);
        await daemon.Docker.ImportFolderAsync(Path.Combine(TestEnvironment.StandIns, "sdk"), BaseImage("sdk"));
        await daemon.Docker.ImportFolderAsync(Path.Combine(TestEnvironment.StandIns, "node"), BaseImage("node"));
        await daemon.Docker.ImportFolderAsync(Path.Combine(TestEnvironment.StandIns, "runtime"), BaseImage("runtime-deps"));
        await daemon.Docker.BuildAsync(TestEnvironment.Repository, "log-aggregator");

        var port = FreePort.Next();
        var group = (await Command.RunAsync("stat", ["-c", "%g", daemon.SocketPath])).OutputText.Trim();
        var compose = new Compose(daemon, port, group);
        await compose.CallAsync("up", "-d", "--no-build");
        try
        {
            await daemon.Docker.RunAsync("other", Scripts.Burst(100));
            await ItWorksAsync(daemon, port);
        }
        finally
        {
            await compose.CallAsync("down", "-v");
        }
    }

    static async Task ItWorksAsync(DockerDaemon daemon, int port)
    {
        using var api = new ApiClient(() => new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/")));
        // All records of all containers: its own container is not among them.
        await Eventually.HoldsAsync(async () => await api.IsServingAsync() ? LineSet.WhatIsWrong(await api.RecordsAsync(""), 100) : "it does not serve");
        await Eventually.IsTrueAsync(async () => (string?)(await api.GetAsync("health"))["status"] == "healthy", "it is not healthy");
        await PageFiles.WorksAsync(new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/")));
        var container = (await daemon.Docker.CallAsync("ps", "-q", "--filter", "ancestor=log-aggregator")).OutputText.Trim();
        Assert.Equal("1654", await daemon.Docker.InspectAsync(container, "{{.Config.User}}"));
        await Eventually.HoldsAsync(
            async () => await daemon.Docker.InspectAsync(container, "{{.State.Health.Status}}") is "healthy" ? null : "Docker does not call it healthy",
            TimeSpan.FromSeconds(120));
    }

    /// <summary>The name of a base image, from the Dockerfile.</summary>
    static string BaseImage(string kind) => File.ReadLines(Path.Combine(TestEnvironment.Repository, "Dockerfile"))
        .Where(line => line.StartsWith("FROM ", StringComparison.Ordinal)).Select(line => line.Split(' ')[1])
        .Single(image => ("/" + image).Contains("/" + kind + ":", StringComparison.Ordinal));

    /// <summary>The compose file, with the engine's socket and a free port in place of the usual ones.</summary>
    sealed class Compose
    {
        readonly string _file = Path.Combine(TestEnvironment.NewFolder("compose"), "docker-compose.yml");
        readonly Dictionary<string, string> _environment;

        public Compose(DockerDaemon daemon, int port, string group)
        {
            var text = File.ReadAllText(Path.Combine(TestEnvironment.Repository, "docker-compose.yml"))
                .Replace("/var/run/docker.sock:/var", daemon.SocketPath + ":/var", StringComparison.Ordinal)
                .Replace("8022:8022", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}:8022"), StringComparison.Ordinal);
            File.WriteAllText(_file, text);
            _environment = new Dictionary<string, string> { ["DOCKER_HOST"] = daemon.Endpoint, ["DOCKER_GID"] = group };
        }

        public async Task CallAsync(params string[] arguments)
        {
            var result = await Command.RunAsync("docker-compose", ["-f", _file, .. arguments], _environment);
            Assert.True(result.ExitCode == 0, $"docker-compose {string.Join(' ', arguments)}: {result.ErrorText}");
        }
    }
}
