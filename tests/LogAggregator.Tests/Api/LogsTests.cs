using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Xunit;

namespace LogAggregator.Tests.Api;

public sealed class LogsTests
{
    [Fact]
    public async Task TheNewestComeFirstWithEverythingThatWasAskedFor()
    {
        await using var service = await TestService.StartAsync();
        await service.KeepAsync("a", "INFO", "first");
        await service.KeepAsync("b", "ERROR", "second");
        var page = await service.GetJsonAsync("/logs");
        Assert.Equal(["second", "first"], Messages(page));
        Assert.Equal(2, (int)page["count"]!);
        Assert.Equal("""{"limit":100,"order":"newest"}""", page["filters"]!.ToJsonString());
        Assert.Null(page["next_cursor"]);
    }

    [Theory]
    [InlineData("level=error", "e")]
    [InlineData("level=%3E%3Dwarning", "e w")]
    [InlineData("level=INFO&level=ERROR", "e i")]
    [InlineData("service=a", "i w")]
    [InlineData("container=data-api", "w")]
    [InlineData("project=shop", "e")]
    [InlineData("host=h1", "e")]
    [InlineData("q=boom", "e")]
    [InlineData("q=%22big%20boom%22&level=error", "e")]
    [InlineData("since=2025-11-11T10:00:00Z&until=2025-11-11T11:00:00Z", "w")]
    [InlineData("since=2025-11-11T11:00:00+01:00&until=2025-11-11T11:00:00Z", "w")]
    [InlineData("since=30m", "e i")]
    [InlineData("order=oldest", "w i e")]
    [InlineData("limit=1", "e")]
    public async Task AFilterLeavesWhatMatches(string query, string expected)
    {
        await using var service = await TestService.StartAsync();
        await service.KeepAsync("a", "INFO", "i");
        await service.KeepAsync("b", "ERROR", "e", ",\"project\":\"shop\",\"host\":\"h1\",\"what\":\"a big boom\"");
        await service.KeepAsync("a", "WARNING", "w", ",\"container_name\":\"homeiq-data-api-1\",\"timestamp\":\"2025-11-11T10:30:00Z\"");
        Assert.Equal(expected, string.Join(' ', Messages(await service.GetJsonAsync("/logs?" + query))));
    }

    [Theory]
    [InlineData("newest", "5 4|3 2|1")]
    [InlineData("oldest", "1 2|3 4|5")]
    public async Task TheCursorLeadsThroughAllPages(string order, string expected)
    {
        await using var service = await TestService.StartAsync();
        for (var i = 1; i <= 5; i++) await service.KeepAsync("a", "INFO", $"{i}");
        var pages = new List<string>();
        string? cursor = null;
        do
        {
            var page = await service.GetJsonAsync($"/logs?limit=2&order={order}" + (cursor is null ? "" : $"&cursor={cursor}"));
            pages.Add(string.Join(' ', Messages(page)));
            cursor = (string?)page["next_cursor"];
        }
        while (cursor is not null);
        Assert.Equal(expected, string.Join('|', pages));
    }

    [Fact]
    public async Task RepeatedFiltersAreToldBackAsAList()
    {
        await using var service = await TestService.StartAsync();
        var page = await service.GetJsonAsync("/logs?service=a&service=b&level=ERROR&since=2025-11-11T11:00:00+01:00");
        Assert.Equal("""{"level":"ERROR","service":["a","b"],"since":"2025-11-11T11:00:00+01:00","limit":100,"order":"newest"}""", page["filters"]!.ToJsonString().Replace("\\u002B", "+", System.StringComparison.Ordinal));
    }

    [Fact]
    public async Task ASearchThatFailsIsAnErrorAndTheServiceGoesOn()
    {
        FailingStore? store = null;
        await using var service = await TestService.StartAsync(inner => store = new FailingStore(inner));
        store!.OnSearch = new System.InvalidOperationException("broken");
        using (var failed = await service.GetAsync("/logs"))
            await TestService.ProblemAsync(failed, 500);
        store.OnSearch = null;
        using var ok = await service.GetAsync("/logs");
        Assert.Equal(200, (int)ok.StatusCode);
        Assert.Contains("log_aggregator_http_requests_failed_total 1\n", await service.Http.GetStringAsync(new System.Uri("/metrics", System.UriKind.Relative), TestService.Token), System.StringComparison.Ordinal);
    }

    static IEnumerable<string> Messages(JsonObject page) => page["logs"]!.AsArray().Select(record => (string)record!["message"]!);
}
