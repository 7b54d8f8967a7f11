using System;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace LogAggregator.Tests.Api.Queries;

public sealed class QueryEndpointTests
{
    const string Stats = "/logs/query?q=%7C%20stats%20count()%20by%20service";

    [Fact]
    public async Task ATableHasColumnsAndRows()
    {
        await using var service = await StartAsync();
        var result = await service.GetJsonAsync(Stats);
        Assert.Equal("""["service","count"]""", result["columns"]!.ToJsonString());
        Assert.Equal("""[["a",2],["b",1]]""", result["rows"]!.ToJsonString());
        Assert.False((bool)result["partial"]!);
        Assert.Empty(result["notes"]!.AsArray());
    }

    [Fact]
    public async Task TheOtherParametersNarrowTheQuery()
    {
        await using var service = await StartAsync();
        Assert.Equal("""[["a",1]]""", (await service.GetJsonAsync(Stats + "&level=error"))["rows"]!.ToJsonString());
        Assert.Equal("[]", (await service.GetJsonAsync(Stats + "&until=2020-01-01T00:00:00Z"))["rows"]!.ToJsonString());
    }

    [Fact]
    public async Task WithoutATableTheResultIsRecords()
    {
        await using var service = await StartAsync();
        var records = (await service.GetJsonAsync("/logs/query?q=service:a"))["records"]!.AsArray();
        Assert.Equal(["port 80 failed", "port 22 open"], records.Select(record => (string)record!["message"]!));
    }

    [Theory]
    [InlineData("ndjson", "{\"service\":\"a\",\"count\":2}\n{\"service\":\"b\",\"count\":1}\n")]
    [InlineData("csv", "service,count\r\na,2\r\nb,1\r\n")]
    public async Task ATableMayBeLines(string format, string expected)
    {
        await using var service = await StartAsync();
        Assert.Equal(expected, await service.Http.GetStringAsync(new Uri($"{Stats}&format={format}", UriKind.Relative), TestService.Token));
    }

    [Fact]
    public async Task ValuesInCsvAreQuotedWhereTheyMust()
    {
        await using var service = await TestService.StartAsync();
        await service.KeepAsync("a", "INFO", "one, \\\"two\\\"");
        var text = await service.Http.GetStringAsync(new Uri("/logs/query?q=%7C%20fields%20message&format=csv", UriKind.Relative), TestService.Token);
        Assert.Equal("message\r\n\"one, \"\"two\"\"\"\r\n", text);
    }

    [Theory]
    [InlineData("/logs/query?q=a%20%7C%20nothing", 5)]
    [InlineData("/logs?q=level:loud", 7)]
    [InlineData("/logs/export?q=(a", null)]
    public async Task ASyntaxErrorHasItsPlace(string path, int? position)
    {
        await using var service = await TestService.StartAsync();
        using var response = await service.GetAsync(path);
        var problem = await TestService.ProblemAsync(response, 400);
        if (position is not null) Assert.Equal(position, (int)problem["position"]!);
        Assert.True((int)problem["position"]! > 0);
    }

    [Fact]
    public async Task AResultCutByItsRowsIsPartial()
    {
        await using var service = await TestService.StartAsync();
        var body = string.Concat(Enumerable.Range(0, 10_001).Select(i => $"{{\"service\":\"s\",\"level\":\"INFO\",\"message\":\"{i}\"}}\n"));
        using (var posted = await service.PostAsync(body, "application/x-ndjson")) Assert.Equal(201, (int)posted.StatusCode);
        var result = await service.GetJsonAsync("/logs/query?q=%7C%20fields%20message");
        Assert.True((bool)result["partial"]!);
        Assert.Equal(10_000, result["rows"]!.AsArray().Count);
        Assert.NotEmpty(result["notes"]!.AsArray());
    }

    [Fact]
    public async Task TheHistogramCountsByLevelAndTime()
    {
        await using var service = await StartAsync();
        var result = await service.GetJsonAsync("/logs/histogram?step=5m&since=2025-11-11T00:00:00Z");
        Assert.Equal(300, (int)result["step_seconds"]!);
        var bucket = Assert.Single(result["buckets"]!.AsArray())!;
        Assert.Equal("2025-11-11T12:00:00Z", (string)bucket["time"]!);
        Assert.Equal(3, (int)bucket["total"]!);
        Assert.Equal(1, (int)bucket["counts"]!["ERROR"]!);
        Assert.Equal(2, (int)bucket["counts"]!["INFO"]!);
    }

    [Fact]
    public async Task FacetsAreTheMostFrequentValues()
    {
        await using var service = await StartAsync();
        var result = await service.GetJsonAsync("/logs/facets?fields=service,level");
        Assert.Equal(3, (int)result["total"]!);
        Assert.Equal("""{"service":[{"value":"a","count":2},{"value":"b","count":1}],"level":[{"value":"INFO","count":2},{"value":"ERROR","count":1}]}""", result["facets"]!.ToJsonString());
    }

    [Fact]
    public async Task PatternsAreKindsOfMessages()
    {
        await using var service = await StartAsync();
        var patterns = (await service.GetJsonAsync("/logs/patterns"))["patterns"]!.AsArray();
        Assert.Equal("port <*> open", (string)patterns[0]!["pattern"]!);
        Assert.Equal(2, (int)patterns[0]!["count"]!);
        Assert.Equal("""[2]""", patterns[0]!["trend"]!.ToJsonString());
    }

    [Theory]
    [InlineData("scope=all", "port 22 open|port 80 failed|port 23 open", 1)]
    [InlineData("scope=all&before=0", "port 80 failed|port 23 open", 0)]
    [InlineData("", "port 22 open|port 80 failed", 1)]
    public async Task TheContextIsTheLinesAround(string parameters, string expected, int index)
    {
        await using var service = await StartAsync();
        var id = (string)(await service.GetJsonAsync("/logs?q=failed"))["logs"]![0]!["id"]!;
        var result = await service.GetJsonAsync($"/logs/context?id={id}&{parameters}");
        Assert.Equal(expected, string.Join('|', result["logs"]!.AsArray().Select(record => (string)record!["message"]!)));
        Assert.Equal(index, (int)result["index"]!);
    }

    [Fact]
    public async Task ARecordThatIsNotThereHasNoContext()
    {
        await using var service = await TestService.StartAsync();
        using var response = await service.GetAsync("/logs/context?id=18770e3fba9e2000-00000000002a");
        await TestService.ProblemAsync(response, 404);
    }

    [Fact]
    public async Task ASearchThatFailsIsAnErrorAndGivesItsPlaceBack()
    {
        FailingStore? store = null;
        await using var service = await TestService.StartAsync(inner => store = new FailingStore(inner));
        store!.OnSearch = new InvalidOperationException("broken");
        for (var i = 0; i < 10; i++)
        {
            using var failed = await service.GetAsync("/logs/patterns");
            await TestService.ProblemAsync(failed, 500);
        }

        store.OnSearch = null;
        await service.GetJsonAsync("/logs/patterns");
    }

    static async Task<TestService> StartAsync()
    {
        var service = await TestService.StartAsync();
        await service.KeepAsync("a", "INFO", "port 22 open");
        await service.KeepAsync("a", "ERROR", "port 80 failed");
        await service.KeepAsync("b", "INFO", "port 23 open");
        return service;
    }
}
