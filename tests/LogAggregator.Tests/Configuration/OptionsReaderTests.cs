using System;
using System.Collections.Generic;
using System.Linq;
using LogAggregator.Configuration;
using Microsoft.Extensions.Logging;
using Xunit;

namespace LogAggregator.Tests.Configuration;

public sealed class OptionsReaderTests
{
    static readonly Dictionary<string, string> NoFlags = [];

    public static TheoryData<string, string, bool> Cases()
    {
        var data = new TheoryData<string, string, bool>();
        foreach (var row in CaseFile.Read("Configuration/settings-cases.txt")) data.Add(row[0], row[1], row[2] == "ok");
        return data;
    }

    [Fact]
    public void WithoutAnySettingTheDefaultsCount()
    {
        var options = Read(NoFlags, [], out var errors);
        Assert.Empty(errors);
        Assert.Equal(8022, options.Port);
        Assert.Equal("/app/logs", options.LogDirectory);
        Assert.Equal(10_000, options.MaxLogsMemory);
        Assert.Equal(TimeSpan.FromSeconds(5), options.CollectionInterval);
        Assert.Equal(["unix:///var/run/docker.sock"], options.DockerEndpoints.Select(endpoint => endpoint.Text));
        Assert.Equal(100, options.CollectTail);
        Assert.Null(options.RetentionAge);
        Assert.Null(options.RetentionBytes);
        Assert.Equal(1L << 30, options.MinFreeDisk);
        Assert.Equal(["*"], options.CorsOrigins);
        Assert.Equal(LogFormat.Auto, options.LogFormat);
        Assert.Equal(LogLevel.Information, options.LogLevel);
        Assert.Null(options.Demo);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void ABadValueIsToldWithItsVariableAndItself(string variable, string value, bool allowed)
    {
        Read(NoFlags, new() { [variable] = value }, out var errors);
        if (allowed)
        {
            Assert.Empty(errors);
            return;
        }

        var error = Assert.Single(errors);
        Assert.StartsWith(variable + ":", error, StringComparison.Ordinal);
        Assert.Contains(value.Split(',')[0], error, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryErrorIsToldAtOnce()
    {
        Read(new() { ["--port"] = "x" }, new() { ["COLLECT_TAIL"] = "y", ["RETENTION_DAYS"] = "z", ["DOCKER_HOST"] = "w://" }, out var errors);
        Assert.Equal(4, errors.Count);
    }

    [Fact]
    public void AFlagWinsOverItsVariable() =>
        Assert.Equal(1, Read(new() { ["--port"] = "1" }, new() { ["PORT"] = "2" }, out _).Port);

    [Fact]
    public void AnEmptyVariableIsAsGoodAsNone() => Assert.Equal(8022, Read(NoFlags, new() { ["PORT"] = " " }, out _).Port);

    [Fact]
    public void EveryValueReachesItsOption()
    {
        var options = Read(NoFlags, new()
        {
            ["PORT"] = "81",
            ["LOG_DIRECTORY"] = "/data",
            ["MAX_LOGS_MEMORY"] = "5",
            ["COLLECTION_INTERVAL"] = "7",
            ["DOCKER_HOST"] = "unix:///a,tcp://b:1",
            ["COLLECT_EXCLUDE"] = "noisy",
            ["COLLECT_TAIL"] = "all",
            ["RETENTION_DAYS"] = "3",
            ["RETENTION_BYTES"] = "1GiB",
            ["MIN_FREE_DISK"] = "off",
            ["CORS_ORIGINS"] = "http://a,http://b",
            ["LOG_FORMAT"] = "TEXT",
            ["LOG_LEVEL"] = "error",
        }, out var errors);
        Assert.Empty(errors);
        Assert.Equal((81, "/data", 5), (options.Port, options.LogDirectory, options.MaxLogsMemory));
        Assert.Equal(TimeSpan.FromSeconds(7), options.CollectionInterval);
        Assert.Equal(["unix:///a", "tcp://b:1"], options.DockerEndpoints.Select(endpoint => endpoint.Text));
        Assert.False(options.Containers.Collects("noisy", "image", new Dictionary<string, string>()));
        Assert.Null(options.CollectTail);
        Assert.Equal(TimeSpan.FromDays(3), options.RetentionAge);
        Assert.Equal(1L << 30, options.RetentionBytes);
        Assert.Null(options.MinFreeDisk);
        Assert.Equal(["http://a", "http://b"], options.CorsOrigins);
        Assert.Equal((LogFormat.Text, LogLevel.Error), (options.LogFormat, options.LogLevel));
    }

    [Fact]
    public void TheDemoNeedsNoSettingAndNoEngine()
    {
        var options = Read(new() { ["--demo"] = "" }, new() { ["DOCKER_HOST"] = "tcp://a:1" }, out var errors);
        Assert.Empty(errors);
        Assert.Equal(new DemoOptions(1, null, true), options.Demo);
        Assert.Empty(options.DockerEndpoints);
        Assert.Equal("", options.LogDirectory);
    }

    [Fact]
    public void ThePartsOfTheDemoCanBeSet()
    {
        var options = Read(new() { ["--demo"] = "", ["--log-directory"] = "/data" }, new() { ["DEMO_SEED"] = "7", ["DEMO_NOW"] = "2025-11-11T12:00:00Z", ["DEMO_LIVE"] = "false" }, out var errors);
        Assert.Empty(errors);
        Assert.Equal(new DemoOptions(7, new DateTimeOffset(2025, 11, 11, 12, 0, 0, TimeSpan.Zero), false), options.Demo);
        Assert.Equal("/data", options.LogDirectory);
    }

    [Theory]
    [InlineData("DEMO_SEED", "-1")]
    [InlineData("DEMO_NOW", "soon")]
    [InlineData("DEMO_NOW", "1970-01-01T00:00:00Z")]
    [InlineData("DEMO_LIVE", "perhaps")]
    public void ABadPartOfTheDemoIsToldOnlyWithTheDemo(string variable, string value)
    {
        Read(new() { ["--demo"] = "" }, new() { [variable] = value }, out var errors);
        Assert.StartsWith(variable + ":", Assert.Single(errors), StringComparison.Ordinal);
        Read(NoFlags, new() { [variable] = value }, out errors);
        Assert.Empty(errors);
    }

    static ServiceOptions Read(Dictionary<string, string> flags, Dictionary<string, string> environment, out IReadOnlyList<string> errors) =>
        OptionsReader.Read(flags, environment.GetValueOrDefault, out errors);
}
