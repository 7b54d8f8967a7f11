using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using LogAggregator.EndToEnd.Harness;
using Xunit;

namespace LogAggregator.EndToEnd.Collection;

/// <summary>What containers usually do.</summary>
public abstract class PlainCollectionCases(SharedEngine engine) : EngineCases(engine)
{
    [Fact(Timeout = Limit)]
    public async Task LinesOfBothStreamsAreCollectedWithTheirStream()
    {
        await using var service = await StartServiceAsync();
        await Docker.RunAsync("plain", "seq 1 100; seq 101 200 >&2");
        var records = await LinesAreThereAsync(service, "plain", 200);
        Assert.All(records, r => Assert.Equal(int.Parse(r.Message, CultureInfo.InvariantCulture) <= 100 ? "stdout" : "stderr", r.Stream));
    }

    [Fact(Timeout = Limit)]
    public async Task BothStreamsAtOnceAreComplete()
    {
        await using var service = await StartServiceAsync();
        await Docker.RunAsync("both", "seq 1 20000 & seq 20001 40000 >&2; wait");
        await LinesAreThereAsync(service, "both", 40000);
    }

    [Fact(Timeout = Limit)]
    public async Task TheJsonExampleComesOutWithItsKeysAndValues()
    {
        const string line = """{"timestamp":"2025-11-11T10:30:00Z","level":"INFO","message":"Request processed successfully","service":"data-api","metadata":{"duration_ms":45,"endpoint":"/api/events"}}""";
        await using var service = await StartServiceAsync();
        var id = await Docker.RunAsync("homeiq-data-api", $"echo '{line}'");
        var record = await OneRecordAsync(service, "logs?container=data-api&limit=50");
        foreach (var (key, value) in JsonNode.Parse(line)!.AsObject()) Assert.True(JsonNode.DeepEquals(value, record[key]), record.ToJsonString());
        Assert.Equal("homeiq-data-api", (string?)record["container_name"]);
        Assert.Equal(id[..12], (string?)record["container_id"]);
    }

    [Fact(Timeout = Limit)]
    public async Task ThePlainExampleComesOutAsShown()
    {
        await using var service = await StartServiceAsync();
        await Docker.RunAsync("homeiq-data-api", "echo '2025-11-11T10:30:00Z Request processed successfully'");
        var record = await OneRecordAsync(service, "logs?container=data-api&level=INFO");
        Assert.Equal("2025-11-11T10:30:00Z", (string?)record["timestamp"]);
        Assert.Equal("INFO", (string?)record["level"]);
        Assert.Equal("Request processed successfully", (string?)record["message"]);
    }

    [Fact(Timeout = Limit)]
    public async Task ATerminalsLinesComeWithoutCarriageReturns()
    {
        await using var service = await StartServiceAsync();
        await Docker.RunAsync("terminal", Scripts.Steady(500, 10, 5), "-t");
        await LinesAreThereAsync(service, "terminal", 500);
    }

    [Fact(Timeout = Limit)]
    public async Task EmptyLinesAreKept()
    {
        await using var service = await StartServiceAsync();
        await Docker.RunAsync("empty", "printf 'a\\n\\n\\nb\\n'");
        await RawIsAsync(service, "empty", "a\n\n\nb\n");
        Assert.Equal(["a", "", "", "b"], (await service.Api.ContainerAsync("empty")).Select(r => r.Message));
    }

    [Fact(Timeout = Limit)]
    public async Task AnUnfinishedLastLineIsNotGluedToTheNextStart()
    {
        await using var service = await StartServiceAsync();
        await Docker.RunAsync("unfinished", "printf 'begin\\nend without newline'");
        await Docker.WaitAsync("unfinished");
        await Docker.CallAsync("start", "unfinished");
        await Docker.WaitAsync("unfinished");
        await RawIsAsync(service, "unfinished", "begin\nend without newlinebegin\nend without newline");
        Assert.Equal(
            ["begin", "end without newline", "begin", "end without newline"],
            (await service.Api.ContainerAsync("unfinished")).Select(r => r.Message));
    }

    [Fact(Timeout = Limit)]
    public async Task OfAContainerOlderThanTheServiceTheNewest100LinesAreTaken()
    {
        await Docker.RunAsync("older", Scripts.Burst(1000));
        await Docker.WaitAsync("older");
        // Started within the last seconds it would count as new: the engine still tells of its start.
        await Eventually.IsTrueAsync(async () => Age(await Docker.InspectAsync("older", "{{.State.StartedAt}}")) > TimeSpan.FromSeconds(3), "time stands still");
        await using var service = await StartServiceAsync("COLLECT_TAIL=100");
        await Docker.RunAsync("newer", Scripts.Burst(1000));
        await LinesAreThereAsync(service, "newer", 1000);
        await Eventually.HoldsAsync(async () =>
        {
            var messages = (await service.Api.ContainerAsync("older")).Select(r => r.Message).ToList();
            return messages.SequenceEqual(Enumerable.Range(901, 100).Select(n => n.ToString(CultureInfo.InvariantCulture)))
                ? null
                : $"there are {messages.Count} lines: {string.Join(' ', messages.Take(5))} …";
        });
    }

    static TimeSpan Age(string time) => TimeProvider.System.GetUtcNow() - DateTimeOffset.Parse(time, CultureInfo.InvariantCulture);

    static async Task<JsonObject> OneRecordAsync(ServiceProcess service, string path)
    {
        List<JsonObject> lines = [];
        await Eventually.IsTrueAsync(
            async () => (lines = [.. (await service.Api.GetAsync(path))["logs"]!.AsArray().Select(log => log!.AsObject()).Where(log => !log.ContainsKey("lifecycle"))]).Count == 1,
            "there is no line, or more than one");
        return lines[0];
    }

    static Task RawIsAsync(ServiceProcess service, string container, string expected) => Eventually.HoldsAsync(async () =>
    {
        var raw = Encoding.UTF8.GetString(await service.Api.RawExportAsync("container=" + container));
        return raw == expected ? null : $"the export is [{raw}]";
    });
}

[Collection(OldEngineTests.Name)]
public sealed class PlainCollectionOnDocker20(OldEngine engine) : PlainCollectionCases(engine);

[Collection(NewEngineTests.Name)]
public sealed class PlainCollectionOnDocker26(NewEngine engine) : PlainCollectionCases(engine);
