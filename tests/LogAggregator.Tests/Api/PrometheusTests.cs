using System;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using LogAggregator.Api.Prometheus;
using Xunit;

namespace LogAggregator.Tests.Api;

public sealed partial class PrometheusTests
{
    [Fact]
    public void LabelsAreEscaped()
    {
        var page = new PrometheusText();
        page.Family("x", "A \\ help.", "gauge");
        page.Sample("x", 1.5, ("name", "a\"b\\c\nd"), ("id", "1"));
        Assert.Equal("# HELP x A \\\\ help.\n# TYPE x gauge\nx{name=\"a\\\"b\\\\c\\nd\",id=\"1\"} 1.5\n", page.ToString());
    }

    [Fact]
    public async Task EveryLineOfThePageIsOfTheFormat()
    {
        await using var service = await TestService.StartAsync();
        await service.KeepAsync("s", "INFO", "m");
        using var response = await service.GetAsync("/metrics");
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        var page = await response.Content.ReadAsStringAsync(TestService.Token);
        Assert.EndsWith("\n", page, StringComparison.Ordinal);
        Assert.All(page.TrimEnd('\n').Split('\n'), line => Assert.Matches(Line(), line));
        Assert.Contains("log_aggregator_posted_records_accepted_total 1\n", page, StringComparison.Ordinal);
        Assert.Contains("log_aggregator_store_records 1\n", page, StringComparison.Ordinal);
        Assert.Matches("process_resident_memory_bytes [1-9]", page);
    }

    [Fact]
    public async Task NoFamilyIsDeclaredTwice()
    {
        await using var service = await TestService.StartAsync();
        using var response = await service.GetAsync("/metrics");
        var page = await response.Content.ReadAsStringAsync(TestService.Token);
        var types = page.Split('\n').Where(line => line.StartsWith("# TYPE", StringComparison.Ordinal)).Select(line => line.Split(' ')[2]).ToList();
        Assert.Equal(types.Distinct(), types);
    }

    [GeneratedRegex(@"^(# (HELP \w+ .+|TYPE \w+ (counter|gauge|histogram))|\w+(\{(\w+=""([^""\\]|\\.)*"",?)+\})? [0-9.eE+-]+)$")]
    private static partial Regex Line();
}
