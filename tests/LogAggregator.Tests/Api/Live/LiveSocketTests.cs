using System;
using System.Linq;
using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace LogAggregator.Tests.Api.Live;

public sealed class LiveSocketTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EachRecordIsOneTextMessage()
    {
        await using var server = await RecordsServer.StartAsync();
        using var client = await ConnectAsync(server);

        await server.AppendAsync("first", "second");

        Assert.Equal("first", await ReadMessageTextAsync(client));
        using var second = await ReadAsync(client);
        Assert.Equal("second", second.RootElement.GetProperty("message").GetString());
        Assert.Equal("web", second.RootElement.GetProperty("container_name").GetString());
    }

    [Fact]
    public async Task TheFiltersOfGetLogsApply()
    {
        await using var server = await RecordsServer.StartAsync();
        using var client = await ConnectAsync(server, "?container=web&q=err");

        await server.AppendAsync("ok", "Error 1", "ok", "err 2");

        Assert.Equal("Error 1", await ReadMessageTextAsync(client));
        Assert.Equal("err 2", await ReadMessageTextAsync(client));
    }

    [Fact]
    public async Task AReaderResumesAfterItsLastRecord()
    {
        await using var server = await RecordsServer.StartAsync();
        string id;
        using (var client = await ConnectAsync(server))
        {
            await server.AppendAsync("1");
            using var record = await ReadAsync(client);
            id = record.RootElement.GetProperty("id").GetString()!;
        }

        await server.AppendAsync("2", "3");
        using var again = await ConnectAsync(server, "?cursor=" + id, wait: false);
        Assert.Equal("2", await ReadMessageTextAsync(again));
        Assert.Equal("3", await ReadMessageTextAsync(again));
        await server.AppendAsync("4");
        Assert.Equal("4", await ReadMessageTextAsync(again));
    }

    [Fact]
    public async Task ALineOfAMegabyteArrivesWhole()
    {
        await using var server = await RecordsServer.StartAsync();
        using var client = await ConnectAsync(server);
        var line = new string('y', 1024 * 1024);

        await server.AppendAsync(line, "next");

        Assert.Equal(line, await ReadMessageTextAsync(client));
        Assert.Equal("next", await ReadMessageTextAsync(client));
    }

    [Fact]
    public async Task AClientThatClosesIsAnsweredAndForgotten()
    {
        await using var server = await RecordsServer.StartAsync();
        using var client = await ConnectAsync(server);

        await client.CloseAsync(WebSocketCloseStatus.NormalClosure, null, Cancel);

        Assert.Equal(WebSocketCloseStatus.NormalClosure, client.CloseStatus);
        await server.UntilReadersAsync(0);
    }

    [Fact]
    public async Task AClientThatVanishesIsForgotten()
    {
        await using var server = await RecordsServer.StartAsync();
        using (var client = await ConnectAsync(server)) client.Abort();

        await server.UntilReadersAsync(0);
    }

    [Fact]
    public async Task WhatTheClientSendsIsIgnored()
    {
        await using var server = await RecordsServer.StartAsync();
        using var client = await ConnectAsync(server);

        for (var i = 0; i < 10; i++) await client.SendAsync(new byte[10_000], WebSocketMessageType.Text, true, Cancel);
        await server.AppendAsync("still here");

        Assert.Equal("still here", await ReadMessageTextAsync(client));
    }

    [Fact]
    public async Task AMessageWithoutEndClosesTheConnection()
    {
        await using var server = await RecordsServer.StartAsync();
        using var client = await ConnectAsync(server);

        for (var i = 0; i < 7; i++) await client.SendAsync(new byte[10_000], WebSocketMessageType.Binary, false, Cancel);
        var received = await client.ReceiveAsync(new byte[100], Cancel);

        Assert.Equal(WebSocketMessageType.Close, received.MessageType);
        Assert.Equal(WebSocketCloseStatus.MessageTooBig, client.CloseStatus);
    }

    [Fact]
    public async Task WhenTheServiceStopsReadersAreTold()
    {
        await using var server = await RecordsServer.StartAsync();
        using var client = await ConnectAsync(server);

        var stopping = server.StopAsync();
        var received = await client.ReceiveAsync(new byte[100], Cancel);
        await client.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, Cancel);
        await stopping;

        Assert.Equal(WebSocketMessageType.Close, received.MessageType);
        Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, client.CloseStatus);
    }

    [Fact]
    public async Task AReaderThatDoesNotReadDoesNotKeepTheServiceFromStopping()
    {
        await using var server = await RecordsServer.StartAsync();
        using var client = await ConnectAsync(server);

        // More than the sockets' buffers hold: the server waits in a send.
        for (var i = 0; i < 40; i++) await server.AppendAsync(new string('x', 1_000_000));

        await server.StopAsync();
    }

    /// <summary>Nothing is read until all is dropped that must be; what is read and what is said to be dropped is all there was.</summary>
    [Fact]
    public async Task ASlowReaderThatAskedForNoticesIsToldHowManyItLost()
    {
        const int Lines = 60_000;
        await using var server = await RecordsServer.StartAsync();
        using var client = await ConnectAsync(server, "?notices=true");

        var line = new string('x', 1000);
        for (var i = 0; i < Lines / 1000; i++) await server.AppendAsync(Enumerable.Repeat(line, 1000));
        await server.AppendAsync("end");

        long read = 0, dropped = 0;
        while (true)
        {
            using var message = await ReadAsync(client);
            if (message.RootElement.TryGetProperty("dropped", out var count))
            {
                dropped += count.GetInt64();
                continue;
            }

            read++;
            if (message.RootElement.GetProperty("message").GetString() == "end") break;
        }

        Assert.Equal(Lines + 1, read + dropped);
        Assert.Equal(dropped, server.Metrics.LiveRecordsDropped.Value);
        Assert.True(dropped > 0);
    }

    [Theory]
    [InlineData("/ws/logs", HttpStatusCode.UpgradeRequired)]
    [InlineData("/ws/logs?level=LOUD", HttpStatusCode.BadRequest)]
    [InlineData("/ws/logs?notices=maybe", HttpStatusCode.BadRequest)]
    [InlineData("/ws/logs?limit=5", HttpStatusCode.BadRequest)]
    [InlineData("/ws/logs?cursor=x", HttpStatusCode.BadRequest)]
    public async Task ABadRequestIsToldWhatIsWrong(string path, HttpStatusCode status)
    {
        await using var server = await RecordsServer.StartAsync();

        using var answer = await server.Client.GetAsync(new Uri(path, UriKind.Relative), Cancel);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    static async Task<ClientWebSocket> ConnectAsync(RecordsServer server, string query = "", bool wait = true)
    {
        var client = new ClientWebSocket();
        await client.ConnectAsync(new Uri(server.SocketAddress + query), Cancel);
        if (wait) await server.UntilReadersAsync(1);
        return client;
    }

    static async Task<string> ReadMessageTextAsync(ClientWebSocket client)
    {
        using var record = await ReadAsync(client);
        return record.RootElement.GetProperty("message").GetString()!;
    }

    static async Task<JsonDocument> ReadAsync(ClientWebSocket client)
    {
        var text = new StringBuilder();
        var buffer = new byte[64 * 1024];
        ValueWebSocketReceiveResult received;
        do
        {
            received = await client.ReceiveAsync(buffer.AsMemory(), Cancel);
            Assert.Equal(WebSocketMessageType.Text, received.MessageType);
            text.Append(Encoding.ASCII.GetString(buffer, 0, received.Count));
        }
        while (!received.EndOfMessage);

        return JsonDocument.Parse(text.ToString());
    }
}
