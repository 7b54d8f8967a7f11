using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Threading;
using Xunit;

namespace LogAggregator.EndToEnd.Harness;

/// <summary>What <c>./test</c> prepared, handed over in environment variables.</summary>
static class TestEnvironment
{
    static int _folders;

    /// <summary>The published binary, which all of these tests run.</summary>
    public static string Binary => Required("E2E_BINARY");

    public static string Repository => Required("E2E_REPOSITORY");

    /// <summary>The docker command that speaks to all engines.</summary>
    public static string DockerCommand => Required("E2E_DOCKER");

    /// <summary>A tar file with the root of the image <c>bb</c> (busybox).</summary>
    public static string Image => Required("E2E_IMAGE");

    /// <summary>A folder with the roots of the stand-ins for the base images of the Dockerfile: <c>sdk</c> and <c>runtime</c>.</summary>
    public static string StandIns => Required("E2E_STANDINS");

    public static string Dockerd(EngineKind kind) => Required(kind == EngineKind.Old ? "E2E_DOCKERD_OLD" : "E2E_DOCKERD_NEW");

    /// <summary>The seed of the random tests: given, or from the clock; a test that uses it prints it.</summary>
    public static int Seed { get; } = Number("E2E_SEED") ?? (int)(Stopwatch.GetTimestamp() & 0xFFFFFF);

    /// <summary>How long the random test runs. Default 40 s.</summary>
    public static TimeSpan RandomRun { get; } = TimeSpan.FromSeconds(Number("E2E_RANDOM_SECONDS") ?? 40);

    /// <summary>How many the test of many containers starts. Default 100, which takes half a minute; 500 is what is promised.</summary>
    public static int Containers { get; } = Number("E2E_CONTAINERS") ?? 100;

    /// <summary>Skips the test where the machine cannot run engines, with the reason.</summary>
    public static void SkipWithoutEngines()
    {
        var reason = Environment.GetEnvironmentVariable("E2E_SKIP");
        Assert.SkipWhen(!string.IsNullOrEmpty(reason), reason ?? "");
    }

    /// <summary>A new folder with a short path (a Unix socket's path has no more than 107 bytes). Deleted by <c>./test</c>.</summary>
    public static string NewFolder(string prefix)
    {
        var root = Environment.GetEnvironmentVariable("E2E_WORK") ?? Path.Combine(Path.GetTempPath(), "la-tests");
        var number = Interlocked.Increment(ref _folders).ToString(CultureInfo.InvariantCulture);
        return Directory.CreateDirectory(Path.Combine(root, prefix + number)).FullName;
    }

    static int? Number(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var number) ? number : null;

    static string Required(string name) =>
        Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"{name} is not set: run these tests with ./test e2e");
}
