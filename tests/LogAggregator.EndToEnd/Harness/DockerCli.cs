using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace LogAggregator.EndToEnd.Harness;

/// <summary>The docker command against one engine. Containers have no network and the image <c>bb</c>.</summary>
sealed class DockerCli(string endpoint)
{
    static readonly TimeSpan BuildLimit = TimeSpan.FromMinutes(15);

    /// <summary>A label for the containers that are started from now on, <c>key=value</c>; null for none.</summary>
    public string? Label { get; set; }

    /// <summary>Starts a container that runs a shell script; options are those of <c>docker run</c>.</summary>
    /// <returns>Its full id.</returns>
    public async Task<string> RunAsync(string name, string script, params string[] options) =>
        (await CallAsync(["run", "-d", "--network", "none", "--name", name, .. LabelOption, .. options, "bb", "sh", "-c", script])).OutputText.Trim();

    /// <summary>Waits until the container has ended.</summary>
    public Task WaitAsync(string container) => CallAsync("wait", container);

    public async Task<string> InspectAsync(string container, string format) =>
        (await CallAsync("inspect", "--format", format, container)).OutputText.Trim();

    /// <summary>
    /// What <c>docker logs</c> gives: stdout and stderr. Never with <c>--tail</c>: Docker 20.10 ends when two large ones
    /// meet on a compressed log of the <c>local</c> driver.
    /// </summary>
    public Task<CommandResult> LogsAsync(string container, params string[] options) => CallAsync(["logs", .. options, container]);

    /// <summary>
    /// Stops a container that Docker would start again and again. Docker refuses to change it in the moment between the
    /// end of one run and the start of the next, so it is asked until it does.
    /// </summary>
    public async Task StopForGoodAsync(string container)
    {
        await Eventually.HoldsAsync(async () =>
        {
            var update = await TryAsync("update", "--restart", "no", container);
            return update.ExitCode == 0 ? null : $"docker update: {update.ErrorText}";
        });
        await CallAsync("stop", "-t", "0", container);
    }

    public Task RemoveAsync(string container) => CallAsync("rm", "-f", container);

    /// <summary>
    /// Removes every container there is; false if the engine does not do it. A few at a time: Docker 20.10 locks itself
    /// up when it has to remove two hundred at once.
    /// </summary>
    public async Task<bool> RemoveAllAsync()
    {
        const int atOnce = 4;
        var list = await TryAsync("ps", "-aq");
        foreach (var ids in list.OutputText.Split('\n', StringSplitOptions.RemoveEmptyEntries).Chunk(atOnce))
        {
            if ((await TryAsync(["rm", "-f", .. ids])).ExitCode == -1) return false;
        }

        return list.ExitCode == 0;
    }

    public async Task ImportAsync(string tarFile, string tag)
    {
        await using var tar = File.OpenRead(tarFile);
        var result = await Command.RunAsync(TestEnvironment.DockerCommand, ["-H", endpoint, "import", "-", tag], Environment, tar);
        Assert.True(result.ExitCode == 0, $"docker import: {result.ErrorText}");
    }

    /// <summary>Makes an image of a folder.</summary>
    public async Task ImportFolderAsync(string folder, string tag)
    {
        var result = await Command.RunAsync(
            "/bin/sh", ["-c", "tar -C \"$0\" -c . | \"$1\" -H \"$2\" import - \"$3\"", folder, TestEnvironment.DockerCommand, endpoint, tag], Environment);
        Assert.True(result.ExitCode == 0, $"docker import: {result.ErrorText}");
    }

    /// <summary>Runs the command; fails the test if the command fails.</summary>
    public async Task<CommandResult> CallAsync(params string[] arguments)
    {
        var result = await TryAsync(arguments);
        Assert.True(result.ExitCode == 0, $"docker {string.Join(' ', arguments)}: {result.ErrorText}");
        return result;
    }

    /// <summary>Builds an image by the Dockerfile of a folder, on the network of this machine.</summary>
    public async Task BuildAsync(string folder, string tag)
    {
        string[] arguments = ["-H", endpoint, "build", "--network", "host", "-t", tag, folder];
        var result = await Command.RunAsync(TestEnvironment.DockerCommand, arguments, Environment, limit: BuildLimit);
        Assert.True(result.ExitCode == 0, $"docker build: {result.OutputText[^Math.Min(3000, result.OutputText.Length)..]}{result.ErrorText}");
    }

    string[] LabelOption => Label is null ? [] : ["--label", Label];

    public Task<CommandResult> TryAsync(params string[] arguments) =>
        Command.RunAsync(TestEnvironment.DockerCommand, ["-H", endpoint, .. arguments], Environment);

    static readonly ImmutableDictionary<string, string> Environment =
        ImmutableDictionary.CreateRange(new KeyValuePair<string, string>[] { new("DOCKER_BUILDKIT", "0"), new("DOCKER_CONTEXT", ""), new("DOCKER_HOST", "") });
}
