using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using LogAggregator.Engine;
using Xunit;

namespace LogAggregator.Tests.Api;

public sealed class PostLogsTests
{
    const string Good = """{"service":"s","level":"INFO","message":"m"}""";

    [Theory]
    [InlineData(Good, "application/json", 1)]
    [InlineData(Good, null, 1)]
    [InlineData(Good, "application/x-www-form-urlencoded", 1)]
    [InlineData(Good, "text/plain; charset=utf-8", 1)]
    [InlineData("[" + Good + "," + Good + "]", "application/json; charset=UTF-8", 2)]
    [InlineData(Good + "\n" + Good + "\n", "application/x-ndjson", 2)]
    [InlineData(Good + "\r\n\r\n" + Good, "application/json", 2)]
    [InlineData("{\n  \"service\": \"s\",\n  \"level\": \"info\",\n  \"message\": \"m\"\n}", "application/vnd.log+json", 1)]
    [InlineData("[]", "application/json", 0)]
    public async Task AGoodPostIsKept(string body, string? contentType, int accepted)
    {
        await using var service = await TestService.StartAsync();
        using var response = await service.PostAsync(body, contentType);
        Assert.Equal(201, (int)response.StatusCode);
        Assert.Equal($$"""{"accepted":{{accepted}}}""", await response.Content.ReadAsStringAsync(TestService.Token));
        Assert.Equal(accepted, (int)(await service.GetJsonAsync("/logs"))["count"]!);
    }

    [Fact]
    public async Task APostCannotPassForWhatTheServiceSays()
    {
        await using var service = await TestService.StartAsync();
        using var response = await service.PostAsync(
            """{"service":"s","level":"INFO","message":"web started","gap":true,"lifecycle":true,"metadata":{"lifecycle":{"event":"start"}}}""");
        Assert.Equal(201, (int)response.StatusCode);
        var record = (await service.GetJsonAsync("/logs"))["logs"]![0]!.AsObject();
        Assert.False(record.ContainsKey("lifecycle") || record.ContainsKey("gap"));
        Assert.Equal(0, (int)(await service.GetJsonAsync("/logs?q=is:lifecycle"))["count"]!);
    }

    [Fact]
    public async Task APostIsAcknowledgedOnlyWhenItIsDurable()
    {
        FailingStore? store = null;
        await using var service = await TestService.StartAsync(inner => store = new FailingStore(inner));
        await service.KeepAsync("s", "INFO", "m");
        Assert.Equal(Durability.Durable, store!.LastDurability);
    }

    [Fact]
    public async Task TheSeedsExampleIsTaken()
    {
        await using var service = await TestService.StartAsync();
        using var response = await service.PostAsync("""{"service":"test","level":"INFO","message":"Test log","timestamp":"2025-11-11T10:30:00+01:00","metadata":{"duration_ms":45}}""");
        Assert.Equal(201, (int)response.StatusCode);
        var record = (await service.GetJsonAsync("/logs"))["logs"]![0]!;
        Assert.Equal("2025-11-11T09:30:00Z", (string)record["timestamp"]!);
        Assert.Equal(("INFO", "Test log", "test"), ((string)record["level"]!, (string)record["message"]!, (string)record["service"]!));
        Assert.Equal(45, (int)record["metadata"]!["duration_ms"]!);
    }

    [Fact]
    public async Task TheBadOnesAreNamedAndTheGoodOnesKept()
    {
        await using var service = await TestService.StartAsync();
        using var response = await service.PostAsync($$"""[{{Good}},{"service":"s"},{{Good}},3]""");
        Assert.Equal(207, (int)response.StatusCode);
        var body = await TestService.ReadAsync(response);
        Assert.Equal(2, (int)body["accepted"]!);
        Assert.Equal([1, 3], body["rejected"]!.AsArray().Select(item => (int)item!["index"]!));
        Assert.Equal(2, (int)(await service.GetJsonAsync("/logs"))["count"]!);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \n ")]
    [InlineData("hello")]
    [InlineData("3")]
    [InlineData("{\"service\":")]
    [InlineData("[" + Good + ",")]
    [InlineData("[" + Good + "] x")]
    [InlineData("{\"service\":\"s\",\"level\":\"LOUD\",\"message\":\"m\"}")]
    public async Task APostWithoutAGoodRecordIsRefusedWhole(string body)
    {
        await using var service = await TestService.StartAsync();
        using var response = await service.PostAsync(body);
        await TestService.ProblemAsync(response, 400);
        Assert.Equal(0, (int)(await service.GetJsonAsync("/logs"))["count"]!);
    }

    [Theory]
    [InlineData("text/xml", null)]
    [InlineData("application/json; charset=utf-16", null)]
    [InlineData("nonsense", null)]
    [InlineData("application/json", "br")]
    public async Task AnotherFormatIsRefused(string contentType, string? encoding)
    {
        await using var service = await TestService.StartAsync();
        using var response = await service.PostAsync("/logs", Encoding.UTF8.GetBytes(Good), contentType, encoding);
        await TestService.ProblemAsync(response, 415);
    }

    [Fact]
    public async Task GzipIsTaken()
    {
        await using var service = await TestService.StartAsync();
        using var response = await service.PostAsync("/logs", Gzip(Encoding.UTF8.GetBytes(Good)), "application/json", "gzip");
        Assert.Equal(201, (int)response.StatusCode);
    }

    [Fact]
    public async Task WhatOnlySaysItIsGzipIsRefused()
    {
        await using var service = await TestService.StartAsync();
        using var response = await service.PostAsync("/logs", Encoding.UTF8.GetBytes(Good), "application/json", "gzip");
        await TestService.ProblemAsync(response, 400);
    }

    [Fact]
    public async Task ALargerBodyThan16MiBIsRefusedAlsoWhenItIsCompressed()
    {
        var large = new byte[(16 * 1024 * 1024) + 1];
        Array.Fill(large, (byte)' ');
        await using var service = await TestService.StartAsync();
        using var response = await service.PostAsync("/logs", Gzip(large), "application/json", "gzip");
        await TestService.ProblemAsync(response, 413);
        using var announced = new HttpRequestMessage(HttpMethod.Post, new Uri("/logs", UriKind.Relative)) { Content = new ByteArrayContent(large) };
        announced.Headers.ExpectContinue = true;
        using var refused = await service.Http.SendAsync(announced, TestService.Token);
        await TestService.ProblemAsync(refused, 413);
    }

    [Fact]
    public async Task AFullDiskIsToldAndNothingIsKept()
    {
        FailingStore? store = null;
        await using var service = await TestService.StartAsync(inner => store = new FailingStore(inner));
        store!.OnAppend = new StoreFullException("no room");
        using var full = await service.PostAsync(Good);
        await TestService.ProblemAsync(full, 507);
        Assert.NotNull(full.Headers.RetryAfter);
        store.OnAppend = new IOException("broken");
        using var broken = await service.PostAsync(Good);
        await TestService.ProblemAsync(broken, 503);
        store.OnAppend = null;
        await service.KeepAsync("s", "INFO", "again");
    }

    [Fact]
    public async Task WhoPostsMoreThanCanBeWrittenIsToldToComeAgain()
    {
        FailingStore? store = null;
        await using var service = await TestService.StartAsync(inner => store = new FailingStore(inner));
        var gate = new TaskCompletionSource();
        store!.Gate = gate.Task;
        var line = $$"""{"service":"s","level":"INFO","message":"{{new string('x', 1_000_000)}}"}""" + "\n";
        var body = string.Concat(Enumerable.Repeat(line, 15));
        // Three posts of 15 MB do not fit into the 32 MiB that may be on their way: one of them is turned away while the others wait.
        var posts = Enumerable.Range(0, 3).Select(_ => service.PostAsync(body, "application/x-ndjson")).ToList();
        var first = await Task.WhenAny(posts);
        using var turnedAway = await first;
        await TestService.ProblemAsync(turnedAway, 429);
        Assert.NotNull(turnedAway.Headers.RetryAfter);
        gate.SetResult();
        posts.Remove(first);
        foreach (var post in posts)
        {
            using var kept = await post;
            Assert.Equal(201, (int)kept.StatusCode);
        }
    }

    [Fact]
    public async Task AParameterIsAnErrorToo()
    {
        await using var service = await TestService.StartAsync();
        using var response = await service.PostAsync("/logs?level=x", Encoding.UTF8.GetBytes(Good));
        await TestService.ProblemAsync(response, 400);
    }

    static byte[] Gzip(byte[] bytes)
    {
        using var result = new MemoryStream();
        using (var gzip = new GZipStream(result, CompressionLevel.Fastest)) gzip.Write(bytes);
        return result.ToArray();
    }
}
