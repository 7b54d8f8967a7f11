using System;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace LogAggregator.Tests.Api;

public sealed class OlderTests
{
    [Fact]
    public async Task ItsListHasItsShape()
    {
        await using var service = await TestService.StartAsync();
        await service.KeepAsync("a", "TRACE", "t");
        var body = await service.GetJsonAsync("/api/v1/logs");
        Assert.Equal(["logs", "count", "filters"], body.Select(property => property.Key));
        Assert.Equal("""{"service":null,"level":null,"limit":100}""", body["filters"]!.ToJsonString());
        Assert.Equal("DEBUG", (string)body["logs"]![0]!["level"]!);
    }

    [Theory]
    [InlineData("level=debug", "d t")]
    [InlineData("level=ERROR", "e")]
    [InlineData("service=a", "e t")]
    [InlineData("service=a&level=ERROR", "e")]
    [InlineData("service=&level=&limit=1", "e")]
    public async Task ItsFiltersWork(string query, string expected)
    {
        await using var service = await TestService.StartAsync();
        await service.KeepAsync("a", "TRACE", "t");
        await service.KeepAsync("b", "DEBUG", "d");
        await service.KeepAsync("a", "ERROR", "e");
        var body = await service.GetJsonAsync("/api/v1/logs?" + query);
        Assert.Equal(expected, string.Join(' ', body["logs"]!.AsArray().Select(record => (string)record!["message"]!)));
    }

    [Theory]
    [InlineData("/api/v1/logs?limit=0")]
    [InlineData("/api/v1/logs?limit=10001")]
    [InlineData("/api/v1/logs?limit=x")]
    [InlineData("/api/v1/logs?level=TRACE")]
    [InlineData("/api/v1/logs?level=LOUD")]
    [InlineData("/api/v1/logs?since=1h")]
    [InlineData("/api/v1/logs/search")]
    [InlineData("/api/v1/logs/search?q=")]
    [InlineData("/api/v1/logs/search?q=x&limit=0")]
    [InlineData("/api/v1/logs/stats?x=1")]
    public async Task ItsErrorsHaveTheirSentenceUnderErrorToo(string request)
    {
        await using var service = await TestService.StartAsync();
        using var response = await service.GetAsync(request);
        var problem = await TestService.ProblemAsync(response, 400);
        Assert.Equal((string)problem["detail"]!, (string)problem["error"]!);
    }

    [Fact]
    public async Task ItsSearchFindsTextInAnyCase()
    {
        await using var service = await TestService.StartAsync();
        await service.KeepAsync("a", "INFO", "Connection REFUSED by peer");
        await service.KeepAsync("a", "INFO", "refused the connection");
        var body = await service.GetJsonAsync("/api/v1/logs/search?q=connection%20refused&limit=5");
        Assert.Equal(["logs", "count", "query", "limit"], body.Select(property => property.Key));
        Assert.Equal((1, "connection refused", 5), ((int)body["count"]!, (string)body["query"]!, (int)body["limit"]!));
    }

    [Fact]
    public async Task ItsStatsCountByServiceAndLevel()
    {
        await using var service = await TestService.StartAsync();
        await service.KeepAsync("a", "TRACE", "1");
        await service.KeepAsync("a", "DEBUG", "2");
        await service.KeepAsync("b", "ERROR", "3", ",\"timestamp\":\"2025-11-11T10:59:59Z\"");
        Assert.Equal(
            """{"total_logs":3,"services":{"a":2,"b":1},"levels":{"DEBUG":2,"ERROR":1},"recent_logs":2}""",
            (await service.GetJsonAsync("/api/v1/logs/stats")).ToJsonString());
    }

    [Fact]
    public async Task ACollectionMayBeAskedForOnceInTenSeconds()
    {
        var time = ManualTime.AtNoon();
        await using var service = await TestService.StartAsync(time: time);
        await service.KeepAsync("a", "INFO", "1");
        Assert.Equal(1, await CollectAsync(service));
        await service.KeepAsync("a", "INFO", "2");
        time.Advance(TimeSpan.FromSeconds(9));
        using (var early = await service.PostAsync("/api/v1/logs/collect", []))
        {
            await TestService.ProblemAsync(early, 429);
            Assert.Equal("1", Assert.Single(early.Headers.GetValues("Retry-After")));
        }

        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await CollectAsync(service));
    }

    static async Task<int> CollectAsync(TestService service)
    {
        using var response = await service.PostAsync("/api/v1/logs/collect", []);
        Assert.Equal(200, (int)response.StatusCode);
        var body = await TestService.ReadAsync(response);
        Assert.Equal(["message", "logs_collected", "total_logs", "timestamp"], body.Select(property => property.Key));
        return (int)body["logs_collected"]!;
    }
}
