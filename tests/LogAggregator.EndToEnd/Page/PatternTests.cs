using System.Threading.Tasks;
using LogAggregator.EndToEnd.Harness;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace LogAggregator.EndToEnd.Page;

/// <summary>The kinds of lines there are.</summary>
[Collection(NewEngineTests.Name)]
public sealed class PatternTests(NewEngine engine, ChromiumBrowser browser) : PageCases(engine, browser)
{
    [Fact(Timeout = Limit)]
    public async Task APatternShowsItsLinesAndCanBeHidden()
    {
        await using var service = await StartShopAsync();
        await using var visitor = await OpenAsync(service);
        await visitor.TabAsync("Patterns");
        var served = visitor.Table.GetByRole(AriaRole.Row).Filter(new() { HasText = "request … served in … ms" });
        await Expect(served.GetByRole(AriaRole.Cell).First).ToHaveTextAsync("20");
        await served.GetByRole(AriaRole.Button, new() { Name = "Hide" }).ClickAsync();
        await Expect(served).ToHaveCountAsync(0);
        await Expect(visitor.Table.GetByRole(AriaRole.Row).Filter(new() { HasText = "the queue is long" })).ToHaveCountAsync(1);

        await visitor.Page.GoBackAsync();
        await served.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await Expect(visitor.Lines).ToHaveCountAsync(ShopScene.WebLines);
        await Expect(visitor.Line("request 20 served in 200 ms")).ToHaveCountAsync(1);
    }

    [Fact(Timeout = Limit)]
    public async Task AVariableOfAPatternTellsItsValues()
    {
        await using var service = await StartServiceAsync();
        await Docker.RunAsync("shipping", "for i in 1 2 3 4 5 6; do echo \"parcel $i goes to DE-10115\"; done; for i in 7 8; do echo \"parcel $i goes to DE-80331\"; done; exec sleep 100000");
        await HasLinesAsync(service, 8);
        await using var visitor = await OpenAsync(service, "?tab=patterns&q=-is:lifecycle");
        await visitor.Table.Locator(".variable").Last.ClickAsync();
        await Expect(visitor.Table.Locator("tbody tr")).ToHaveTextAsync(["DE-101156", "DE-803312"]);
        Assert.Equal("stats", visitor.AddressValue("tab"));
    }
}
