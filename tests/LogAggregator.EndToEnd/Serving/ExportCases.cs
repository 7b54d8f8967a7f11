using System;
using System.Threading.Tasks;
using LogAggregator.EndToEnd.Harness;
using Xunit;

namespace LogAggregator.EndToEnd.Serving;

/// <summary>The raw export of a container is what <c>docker logs</c> gives, byte for byte, for each stream.</summary>
public abstract class ExportCases(SharedEngine engine) : EngineCases(engine)
{
    const string Script = """
        seq 1 500
        echo '{"level":"error","message":"in JSON","n":1}'
        printf '\033[31mred\033[0m\n\n\t tab and spaces  \n'
        echo 'level=warn msg="in logfmt"' >&2
        printf 'System.Exception: broken\n   at A.B() in C.cs:line 1\n   at D.E()\n' >&2
        head -c 40000 /dev/zero | tr '\0' y; echo
        seq 501 1000 >&2
        printf 'progress 1\rprogress 2\r\nwindows\r\n'
        printf 'no newline at the end'
        """;

    [Theory(Timeout = Limit)]
    [InlineData("json-file")]
    [InlineData("local")]
    public async Task TheRawExportIsWhatDockerLogsGives(string driver)
    {
        await using var service = await StartServiceAsync();
        await Docker.RunAsync("exported", Script, "--log-driver", driver);
        await Docker.WaitAsync("exported");
        var logs = await Docker.LogsAsync("exported");
        await Eventually.HoldsAsync(async () => Difference(logs.Output, await service.Api.RawExportAsync("container=exported&stream=stdout")));
        await Eventually.HoldsAsync(async () => Difference(logs.Error, await service.Api.RawExportAsync("container=exported&stream=stderr")));
    }

    static string? Difference(byte[] logs, byte[] export)
    {
        if (logs.AsSpan().SequenceEqual(export)) return null;
        return $"docker logs has {logs.Length} bytes, the export {export.Length}; they differ from {logs.AsSpan().CommonPrefixLength(export)} on";
    }
}

[Collection(OldEngineTests.Name)]
public sealed class ExportOnDocker20(OldEngine engine) : ExportCases(engine);

[Collection(NewEngineTests.Name)]
public sealed class ExportOnDocker26(NewEngine engine) : ExportCases(engine);
