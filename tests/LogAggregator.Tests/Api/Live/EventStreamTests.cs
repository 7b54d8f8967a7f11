using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace LogAggregator.Tests.Api.Live;

public sealed class EventStreamTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EachRecordIsAnEventWithItsId()
    {
        await using var server = await RecordsServer.StartAsync();
        using var answer = await OpenAsync(server, "/logs/stream");
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(Cancel));
        await server.UntilReadersAsync(1);

        await server.AppendAsync("first", "second");

        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("id: 0000000000000001-000000000001", await reader.ReadLineAsync(Cancel));
        Assert.Equal("first", MessageOf(await reader.ReadLineAsync(Cancel)));
        Assert.Equal("", await reader.ReadLineAsync(Cancel));
        Assert.Equal("id: 0000000000000001-000000000002", await reader.ReadLineAsync(Cancel));
        Assert.Equal("second", MessageOf(await reader.ReadLineAsync(Cancel)));
    }

    [Theory]
    [InlineData("/logs/stream?cursor=0000000000000001-000000000002", null)]
    [InlineData("/logs/stream", "0000000000000001-000000000002")]
    [InlineData("/logs/stream?cursor=0000000000000001-000000000001", "0000000000000001-000000000002")]
    public async Task ABrowserThatReconnectsGoesOnWhereItWas(string path, string? lastEventId)
    {
        await using var server = await RecordsServer.StartAsync();
        await server.AppendAsync("1", "2", "3");
        using var answer = await OpenAsync(server, path, lastEventId);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(Cancel));

        Assert.Equal("id: 0000000000000001-000000000003", await reader.ReadLineAsync(Cancel));
        Assert.Equal("3", MessageOf(await reader.ReadLineAsync(Cancel)));
        await server.AppendAsync("4");
        Assert.Equal("", await reader.ReadLineAsync(Cancel));
        Assert.Equal("id: 0000000000000001-000000000004", await reader.ReadLineAsync(Cancel));
    }

    [Fact]
    public async Task WhenTheServiceStopsTheStreamEnds()
    {
        await using var server = await RecordsServer.StartAsync();
        using var answer = await OpenAsync(server, "/logs/stream");
        await server.UntilReadersAsync(1);

        var stopping = server.StopAsync();

        Assert.Equal("", await answer.Content.ReadAsStringAsync(Cancel));
        await stopping;
    }

    [Fact]
    public async Task AReaderThatGoesIsForgotten()
    {
        await using var server = await RecordsServer.StartAsync();
        using (var answer = await OpenAsync(server, "/logs/stream")) await server.UntilReadersAsync(1);

        await server.UntilReadersAsync(0);
    }

    [Fact]
    public async Task AHeadRequestEndsAtOnce()
    {
        await using var server = await RecordsServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Head, "/logs/stream");
        using var answer = await server.Client.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(0, server.Metrics.LiveReaders.Value);
    }

    [Fact]
    public async Task AnIdThatIsNoneIsRefused()
    {
        await using var server = await RecordsServer.StartAsync();
        using var answer = await OpenAsync(server, "/logs/stream", "yesterday");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    static async Task<HttpResponseMessage> OpenAsync(RecordsServer server, string path, string? lastEventId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (lastEventId is not null) request.Headers.Add("Last-Event-ID", lastEventId);
        return await server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
    }

    static string? MessageOf(string? data)
    {
        Assert.StartsWith("data: ", data, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(data![6..]);
        return json.RootElement.GetProperty("message").GetString();
    }
}
