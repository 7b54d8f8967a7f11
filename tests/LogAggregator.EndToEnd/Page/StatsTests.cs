using System;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using LogAggregator.EndToEnd.Harness;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace LogAggregator.EndToEnd.Page;

/// <summary>Who is noisy, who is failing; and what leaves the page as a file.</summary>
[Collection(NewEngineTests.Name)]
public sealed partial class StatsTests(NewEngine engine, ChromiumBrowser browser) : PageCases(engine, browser)
{
    [Fact(Timeout = Limit)]
    public async Task ReadyMadeStatsCountByContainer()
    {
        await using var service = await StartShopAsync();
        await using var visitor = await OpenAsync(service);
        await visitor.TabAsync("Stats");
        // Their lines, and their starts.
        await Expect(visitor.Table.Locator("tbody tr")).ToHaveTextAsync(["shop-web21", "shop-api10", "mailer5"]);
        await Expect(visitor.Table.Locator(".bar")).ToHaveCountAsync(3);
        await visitor.Button("Errors by container").ClickAsync();
        await Expect(visitor.Table.Locator("tbody tr")).ToHaveTextAsync(["shop-api3"]);
        await visitor.QueryIsAsync("| where level:>=error | stats count() by container | sort by count desc");
    }

    [Fact(Timeout = Limit)]
    public async Task StatsOverTimeAreDrawnAsLinesAboveTheirTable()
    {
        await using var service = await StartShopAsync();
        await using var visitor = await OpenAsync(service, "?tab=stats");
        await visitor.Button("Lines over time by level").ClickAsync();
        var chart = visitor.Page.GetByRole(AriaRole.Img, new() { Name = "Values over time" });
        await Expect(chart.Locator("canvas")).ToBeVisibleAsync();
        await Expect(chart.Locator(".u-legend")).ToContainTextAsync("WARNING");
        await Expect(visitor.Table.Filter(new() { HasText = "level" }).GetByRole(AriaRole.Row).Filter(new() { HasText = "ERROR" })).ToHaveTextAsync(EndsWithThree());
    }

    [Fact(Timeout = Limit)]
    public async Task StatsAreDrawnAsLinesBarsOrATable()
    {
        await using var service = await StartShopAsync();
        await using var visitor = await OpenAsync(service, "?tab=stats&since=15m");
        await visitor.Button("Lines a second by container").ClickAsync();
        await visitor.QueryIsAsync("| stats rate() by container, 15s");
        var chart = visitor.Page.Locator(".chart canvas");
        await Expect(chart).ToBeVisibleAsync();
        await visitor.Button("Bars").ClickAsync();
        await Expect(chart).ToBeVisibleAsync();
        Assert.Equal("bars", visitor.AddressValue("chart"));
        await visitor.Button("Table").ClickAsync();
        await Expect(chart).ToHaveCountAsync(0);
        await Expect(visitor.Table).ToContainTextAsync("shop-web");
        await visitor.Button("Lines by container").ClickAsync();
        await Expect(visitor.Table.Locator(".bar")).ToHaveCountAsync(0);
        await visitor.Button("Bars").ClickAsync();
        await Expect(visitor.Table.Locator(".bar")).ToHaveCountAsync(3);
    }

    [Fact(Timeout = Limit)]
    public async Task ASearchThatCountsIsShownAsATable()
    {
        await using var service = await StartShopAsync();
        await using var visitor = await OpenAsync(service);
        await visitor.SearchForAsync("served | stats max(duration_ms) by path | sort by path asc");
        await Expect(visitor.Table.Locator("tbody tr")).ToHaveTextAsync(["/cart/0200", "/cart/1170", "/cart/2180", "/cart/3190"]);
        var file = await visitor.Page.RunAndWaitForDownloadAsync(() => visitor.Page.GetByRole(AriaRole.Link, new() { Name = "CSV" }).ClickAsync());
        Assert.Equal("stats.csv", file.SuggestedFilename);
        Assert.Contains("/cart/3,190", await Files.TextAsync(file), StringComparison.Ordinal);
    }

    [Theory(Timeout = Limit)]
    [InlineData("Export the raw lines", "raw", "logs.txt")]
    [InlineData("Export all that match (NDJSON)", "ndjson", "logs.ndjson")]
    public async Task TheExportIsTheFileThatTheApiGives(string link, string format, string name)
    {
        await using var service = await StartShopAsync();
        await using var visitor = await OpenAsync(service, "?q=container:shop-api");
        await Expect(visitor.Lines).ToHaveCountAsync(ShopScene.ApiLines);
        await visitor.Button("More").ClickAsync();
        var file = await visitor.Page.RunAndWaitForDownloadAsync(() => visitor.Page.GetByRole(AriaRole.Link, new() { Name = link }).ClickAsync());
        Assert.Equal(name, file.SuggestedFilename);
        var (_, expected) = await service.Api.TryGetAsync($"logs/export?format={format}&q=container:shop-api");
        Assert.Equal(format == "raw" ? ShopScene.ApiLines : ShopScene.ApiLines + 1, expected.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(expected, await Files.TextAsync(file));
    }

    [Fact(Timeout = Limit)]
    public async Task TheLinesOnThePageAreAFileOfText()
    {
        await using var service = await StartShopAsync();
        await using var visitor = await OpenAsync(service, "?q=container:shop-api+level:error");
        await Expect(visitor.Lines).ToHaveCountAsync(3);
        await visitor.Button("More").ClickAsync();
        var file = await visitor.Page.RunAndWaitForDownloadAsync(() => visitor.Button("Export the lines on this page").ClickAsync());
        Assert.Equal("logs.txt", file.SuggestedFilename);
        var lines = (await Files.TextAsync(file)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.EndsWith(" ERROR    shop-api connection refused by the database attempt=1", lines[0], StringComparison.Ordinal);
    }

    [GeneratedRegex("3$")]
    private static partial Regex EndsWithThree();
}
