using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Collect.Docker.Engine;
using Xunit;

namespace LogAggregator.Tests.Collect.Docker.Engine;

public sealed class DockerEngineTests : IAsyncLifetime
{
    readonly ScriptedServer _server = new();
    DockerEngine? _engine;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    DockerEngine Engine => _engine ??= Open(_server.Endpoint);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _engine?.Dispose();
        await _server.DisposeAsync();
    }

    static DockerEngine Open(string text)
    {
        Assert.True(DockerEndpoint.TryParse(text, null, out var endpoint, out var problem), problem);
        return new DockerEngine(endpoint, TimeProvider.System);
    }

    ScriptedServer Reachable() => _server
        .Answer("/_ping", 200, "OK", "Api-Version: 1.41\r\nDate: Sun, 22 Nov 2026 15:34:17 GMT\r\n")
        .Answer("/version", 200, """{"Version":"20.10.24","ApiVersion":"1.41","MinAPIVersion":"1.12"}""");

    [Fact]
    public async Task ConnectingTellsWhoIsThereAndAgreesOnAVersion()
    {
        Reachable().Answer("/v1.41/info", 200, """{"ID":"AB:CD","Name":"host1"}""");
        Assert.Equal(new EngineInfo("AB:CD", "host1", "20.10.24", new Version(1, 41)), await Engine.ConnectAsync(Cancellation));
    }

    /// <summary>The server closes each connection behind its answer, without a word: often just when the next request is on its way.</summary>
    [Fact]
    public async Task AKeptConnectionThatWasClosedIsNoLossOfTheEngine()
    {
        Reachable().Answer("/v1.41/info", 200, """{"ID":"AB:CD","Name":"host1"}""");
        for (var round = 0; round < 300; round++) Assert.Equal("AB:CD", (await Engine.ConnectAsync(Cancellation)).Id);
    }

    [Fact]
    public async Task AProxyThatRefusesPingAndInfoIsGoodEnough()
    {
        Reachable().Answer("/_ping", 403, "Forbidden").Answer("/v1.41/info", 403, "Forbidden");
        Assert.Equal(new EngineInfo("", "", "20.10.24", new Version(1, 41)), await Engine.ConnectAsync(Cancellation));
    }

    [Fact]
    public async Task AnEngineOfAnotherAgeIsUnavailable()
    {
        _server.Answer("/_ping", 200, "OK", "Api-Version: 1.30\r\n").Answer("/version", 200, "{}");
        var exception = await Assert.ThrowsAsync<DockerUnavailableException>(() => Engine.ConnectAsync(Cancellation));
        Assert.Contains("'1.30'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheListHoldsStoppedContainersToo()
    {
        _server.Answer("/v1.40/containers/json", 200,
            """[{"Id":"abc","Names":["/other/alias","/web"],"Image":"nginx:1","State":"exited","Created":7,"Labels":{"a":"b"}},{"Id":"def","Names":null,"Labels":null}]""");
        var list = await Engine.ListContainersAsync(Cancellation);
        Assert.Equal(["abc web nginx:1 exited 7 a=b", "def    0 "], list.Select(c =>
            $"{c.Id} {c.Name} {c.Image} {c.State} {c.CreatedUnixSeconds} {string.Join(",", c.Labels.Select(l => l.Key + "=" + l.Value))}"));
        Assert.Equal("/v1.40/containers/json?all=1", Assert.Single(_server.Requests));
    }

    [Fact]
    public async Task InspectTellsHowTheLogIsKept()
    {
        _server.Answer("/v1.40/containers/abc/json", 200, """
            {"Id":"abc","Name":"/web","Created":"2026-11-22T15:34:17.290610125Z","Config":{"Image":"nginx","Tty":true,"Labels":{"a":"b"}},
             "State":{"Status":"running","Running":true,"Paused":false,"Restarting":false,"StartedAt":"2026-11-22T15:34:18Z","FinishedAt":"0001-01-01T00:00:00Z"},
             "HostConfig":{"AutoRemove":true,"LogConfig":{"Type":"json-file","Config":{"max-size":"10k"}}}}
            """);
        var details = await Engine.InspectAsync("abc", Cancellation);
        Assert.Equal(
            ("web", "nginx", true, true, "running", LogWriter.BaseNs, LogWriter.BaseNs + 709_389_875, 0L, true, "json-file"),
            (details!.Name, details.Image, details.Terminal, details.Running, details.State, details.CreatedNs, details.StartedNs, details.FinishedNs,
                details.AutoRemove, details.LogDriver));
        Assert.Equal("10k", details.LogOptions["max-size"]);
    }

    [Fact]
    public async Task InspectTellsHowARunEnded()
    {
        _server.Answer("/v1.40/containers/abc/json", 200, """
            {"Id":"abc","Name":"/web","State":{"Status":"exited","Running":false,"OOMKilled":true,"ExitCode":137,"StartedAt":"2026-11-22T15:34:18Z","FinishedAt":"2026-11-22T15:34:17.290610125Z"}}
            """);
        var details = await Engine.InspectAsync("abc", Cancellation);
        Assert.Equal((137, true, LogWriter.BaseNs), (details!.ExitCode, details.IsOutOfMemory, details.FinishedNs));
    }

    [Fact]
    public async Task AContainerThatIsNotThereIsNull() => Assert.Null(await Engine.InspectAsync("gone", Cancellation));

    [Theory]
    [InlineData("""{"message":"configured logging driver does not support reading"}""", "configured logging driver does not support reading")]
    [InlineData("<html>proxy</html>", "<html>proxy</html>")]
    [InlineData("", "Said")]
    public async Task ARefusalCarriesTheEnginesWords(string body, string message)
    {
        _server.Answer("/v1.40/containers/abc/logs", 501, body);
        var exception = await Assert.ThrowsAsync<DockerRequestException>(
            () => Engine.OpenLogsAsync("abc", new LogRequest(false, null, false), Cancellation));
        Assert.Equal((501, message), (exception.StatusCode, exception.Message));
    }

    [Fact]
    public async Task EventsArriveInWhateverPiecesTheyCome()
    {
        var lines = Encoding.UTF8.GetBytes("""
            {"Type":"container","Action":"start","Actor":{"ID":"abc","Attributes":{"name":"web"}},"timeNano":1}
            {"Type":"container","Action":"exec_create: x","Actor":{"ID":"abc"},"timeNano":2}
            {"Type":"container","Action":"die","Actor":{"ID":"abc","Attributes":{}},"timeNano":3}

            """);
        Reachable().AnswerChunked("/v1.40/events", terminated: true, [.. lines.Chunk(7)]);
        var subscribed = new TaskCompletionSource();
        var seen = new List<string>();
        await foreach (var item in Engine.ReadEventsAsync(0, subscribed, Cancellation))
            seen.Add(item.Action + " " + item.TimeNs);
        Assert.Equal(["start 1", "die 3"], seen);
        Assert.True(subscribed.Task.IsCompletedSuccessfully);
        Assert.Equal("/v1.40/events?filters=%7B%22type%22%3A%5B%22container%22%5D%7D&since=1795361656", _server.Requests.Last());
    }

    /// <summary>The engine's clock says 1795361657.</summary>
    [Theory]
    [InlineData(1_795_361_000, 1_795_361_000)]
    [InlineData(1_700_000_000, 1_795_358_056)]
    [InlineData(1_795_361_900, 1_795_361_656)]
    public async Task ASubscriptionBeginsWithTheNewestEventKnown(long newestSeconds, long sinceSeconds)
    {
        Reachable().AnswerChunked("/v1.40/events", terminated: true, []);
        await DrainAsync(Engine.ReadEventsAsync((newestSeconds * 1_000_000_000) + 5, new(), Cancellation));
        Assert.EndsWith($"&since={sinceSeconds}", _server.Requests.Last(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task BrokenEventsAreUnavailability()
    {
        Reachable().AnswerChunked("/v1.40/events", terminated: false, "{\"Type\":\"conta"u8.ToArray());
        await Assert.ThrowsAsync<DockerUnavailableException>(async () => await DrainAsync(Engine.ReadEventsAsync(0, new(), Cancellation)));
    }

    [Fact]
    public async Task EventsThatAreNoneAreUnavailability()
    {
        Reachable().AnswerChunked("/v1.40/events", terminated: true, "<html>\n"u8.ToArray());
        await Assert.ThrowsAsync<DockerUnavailableException>(async () => await DrainAsync(Engine.ReadEventsAsync(0, new(), Cancellation)));
    }

    [Fact]
    public async Task AMissingSocketIsExplained()
    {
        var exception = await FailAsync("unix:///nonexistent/docker.sock");
        Assert.Contains("no socket at /nonexistent/docker.sock", exception.Message, StringComparison.Ordinal);
        Assert.Contains("-v /var/run/docker.sock:", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ASocketThatNobodyListensAtIsExplained()
    {
        var directory = Directory.CreateTempSubdirectory("la-");
        var path = Path.Combine(directory.FullName, "d.sock");
        using (var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            socket.Bind(new UnixDomainSocketEndPoint(path));
            Assert.Contains("Nobody listens at " + path, (await FailAsync("unix://" + path)).Message, StringComparison.Ordinal);
        }
        directory.Delete(recursive: true);
    }

    [Fact]
    public void AForbiddenSocketNamesItsGroup()
    {
        DockerEndpoint.TryParse("unix:///run/docker.sock", null, out var endpoint, out _);
        var text = Unavailability.Describe(endpoint!, new IOException("x", new SocketException((int)SocketError.AccessDenied)), _ => 998);
        Assert.Contains("group_add: [\"998\"]", text, StringComparison.Ordinal);
    }

    [Fact]
    public void TheGroupOfAFileIsKnown()
    {
        Assert.Equal(0u, SocketOwner.GroupOf("/proc/version"));
        Assert.Null(SocketOwner.GroupOf("/nonexistent"));
    }

    [Fact]
    public async Task SomethingElseThatListensIsExplained()
    {
        _server.Answer("/_ping", (stream, cancellationToken) => stream.WriteAsync("220 mail ready\r\n"u8.ToArray(), cancellationToken).AsTask());
        var exception = await Assert.ThrowsAsync<DockerUnavailableException>(() => Engine.ConnectAsync(Cancellation));
        Assert.Contains("does not answer as a Docker engine", exception.Message, StringComparison.Ordinal);
    }

    static async Task<DockerUnavailableException> FailAsync(string endpoint)
    {
        using var engine = Open(endpoint);
        return await Assert.ThrowsAsync<DockerUnavailableException>(() => engine.ConnectAsync(Cancellation));
    }

    static async Task DrainAsync(IAsyncEnumerable<ContainerEvent> events)
    {
        await foreach (var _ in events)
        {
            // Only its end matters.
        }
    }
}
