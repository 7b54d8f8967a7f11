using System;
using System.Linq;
using System.Threading.Tasks;
using LogAggregator.EndToEnd.Harness;
using Xunit;

namespace LogAggregator.EndToEnd.Collection;

/// <summary>Docker stores a line in parts of 16 KiB; they come back as the line that was printed.</summary>
public abstract class LongLineCases(SharedEngine engine) : EngineCases(engine)
{
    static readonly int[] Lengths = [1, 16382, 16383, 16384, 16385, 32767, 32768, 32769, 49144, 49152, 100_000];

    [Theory(Timeout = Limit)]
    [InlineData("json-file")]
    [InlineData("local")]
    public async Task LinesAroundTheBorderOfAPartComeBackWhole(string driver)
    {
        await using var service = await StartServiceAsync();
        var script = string.Join("; ", Lengths.Select(Scripts.LongLine)) + "; echo end";
        await Docker.RunAsync("parts", script, "--log-driver", driver);
        var expected = Lengths.Select(n => new string('x', n)).Append("end").ToList();
        await Eventually.HoldsAsync(async () =>
        {
            var messages = (await service.Api.ContainerAsync("parts")).Select(r => r.Message).ToList();
            return messages.SequenceEqual(expected) ? null : $"the lengths are {string.Join(' ', messages.Select(m => m.Length))}";
        });
        var logs = (await Docker.LogsAsync("parts")).Output;
        var raw = await service.Api.RawExportAsync("container=parts");
        Assert.True(logs.AsSpan().SequenceEqual(raw), "the raw export is not what docker logs gives");
    }

    [Fact(Timeout = Limit)]
    public async Task ALineOfMoreThanOneMebibyteIsCutThereAndSaysSo()
    {
        const int limit = 1024 * 1024;
        await using var service = await StartServiceAsync();
        await Docker.RunAsync("huge", $"echo before; {Scripts.LongLine(limit)}; {Scripts.LongLine(limit + 70_000)}; echo after");
        await Eventually.HoldsAsync(async () =>
        {
            var records = await service.Api.ContainerAsync("huge");
            var lengths = records.Select(r => r.Message.Length).ToList();
            return lengths.SequenceEqual([6, limit, limit, 5]) ? null : $"the lengths are {string.Join(' ', lengths)}";
        });
        var cut = (await service.Api.ContainerAsync("huge")).Select(r => (bool?)r.Json["truncated"] ?? false);
        Assert.Equal([false, false, true, false], cut);
    }

    [Fact(Timeout = Limit)]
    public async Task ALongLineOfATerminalHasNoTimesInIt()
    {
        await using var service = await StartServiceAsync();
        await Docker.RunAsync("wide", Scripts.LongLine(50_000) + "; echo end", "-t");
        await Eventually.HoldsAsync(async () =>
        {
            var messages = (await service.Api.ContainerAsync("wide")).Select(r => r.Message).ToList();
            return messages.SequenceEqual([new string('x', 50_000), "end"]) ? null : $"the lengths are {string.Join(' ', messages.Select(m => m.Length))}";
        });
    }

    [Theory(Timeout = Limit)]
    [InlineData("json-file", "\uFFFD\uFFFDabc\n")]
    [InlineData("local", "")]
    public async Task BytesThatAreNotUtf8AreKeptAsTheDriverKeepsThem(string driver, string replaced)
    {
        await using var service = await StartServiceAsync();
        await Docker.RunAsync("bytes", "printf '\\377\\376abc\\n'", "--log-driver", driver);
        byte[] expected = replaced.Length > 0 ? System.Text.Encoding.UTF8.GetBytes(replaced) : [0xFF, 0xFE, (byte)'a', (byte)'b', (byte)'c', (byte)'\n'];
        await Eventually.HoldsAsync(async () =>
        {
            var raw = await service.Api.RawExportAsync("container=bytes");
            return raw.AsSpan().SequenceEqual(expected) ? null : $"the export is {Convert.ToHexString(raw)}";
        });
    }
}

[Collection(OldEngineTests.Name)]
public sealed class LongLinesOnDocker20(OldEngine engine) : LongLineCases(engine);

[Collection(NewEngineTests.Name)]
public sealed class LongLinesOnDocker26(NewEngine engine) : LongLineCases(engine);
