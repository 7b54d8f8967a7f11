using System;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using LogAggregator.EndToEnd.Harness;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace LogAggregator.EndToEnd.Page;

/// <summary>Why did it break: the search box.</summary>
[Collection(NewEngineTests.Name)]
public sealed class SearchTests(NewEngine engine, ChromiumBrowser browser) : PageCases(engine, browser)
{
    [Fact(Timeout = Limit)]
    public async Task ASearchShowsItsLinesWithTheHitsMarked()
    {
        await using var service = await StartShopAsync();
        await using var visitor = await OpenAsync(service);
        await Expect(visitor.Lines).ToHaveCountAsync(ShopScene.Lines);
        await visitor.SearchForAsync("REFUSED");
        await Expect(visitor.Lines).ToHaveCountAsync(3);
        await Expect(visitor.Marks).ToHaveTextAsync(["refused", "refused", "refused"]);
        await visitor.QueryIsAsync("REFUSED");
        await visitor.Page.GoBackAsync();
        await visitor.QueryIsAsync("");
        await Expect(visitor.Lines).ToHaveCountAsync(ShopScene.Lines);
        await Expect(visitor.Marks).ToHaveCountAsync(0);
    }

    /// <summary>Words are looked for in all values of a line.</summary>
    [Fact(Timeout = Limit)]
    public async Task AHitInAFieldIsMarkedThere()
    {
        await using var service = await StartShopAsync();
        await using var visitor = await OpenAsync(service, "?q=/cart/3");
        await Expect(visitor.Lines).ToHaveCountAsync(5);
        await Expect(visitor.Marks).ToHaveTextAsync(["/cart/3", "/cart/3", "/cart/3", "/cart/3", "/cart/3"]);
        await visitor.PressAsync("j");
        await Expect(visitor.Detail.Locator(".value mark")).ToHaveTextAsync("/cart/3");
    }

    [Fact(Timeout = Limit)]
    public async Task AWrongQueryShowsItsSentenceUnderThePlaceWhereItIsWrong()
    {
        const string query = "served level:loud";
        await using var service = await StartShopAsync();
        await using var visitor = await OpenAsync(service);
        Complaints.Expect("the server responded with a status of 400");
        await visitor.SearchForAsync(query);
        var position = (int)JsonNode.Parse((await service.Api.TryGetAsync("logs?q=" + Uri.EscapeDataString(query))).Body)!["position"]!;
        var mistake = visitor.Page.GetByRole(AriaRole.Alert);
        await Expect(mistake).ToContainTextAsync("This is not a query: expected a level");
        Assert.Equal(new string(' ', position - 1) + "▲", await mistake.Locator("pre").TextContentAsync());
        await Expect(visitor.Search).ToHaveAttributeAsync("aria-invalid", "true");

        await visitor.SearchForAsync("served level:info");
        await Expect(visitor.Lines).ToHaveCountAsync(ShopScene.WebLines);
        await Expect(mistake).ToHaveCountAsync(0);
    }

    [Fact(Timeout = Limit)]
    public async Task FieldsAndTheirValuesAreOfferedWhileTyping()
    {
        await using var service = await StartShopAsync();
        await using var visitor = await OpenAsync(service);
        await Expect(visitor.Lines).ToHaveCountAsync(ShopScene.Lines);
        var choices = visitor.Page.GetByRole(AriaRole.Listbox, new() { Name = "Completions" });
        await visitor.Search.PressSequentiallyAsync("pat");
        await Expect(choices).ToContainTextAsync("path:");
        await visitor.PressAsync("Tab");
        await Expect(visitor.Search).ToHaveValueAsync("path:");
        await Expect(choices.GetByRole(AriaRole.Option)).ToHaveCountAsync(4);
        await choices.GetByText("/cart/3").ClickAsync();
        await visitor.PressAsync("Enter");
        await visitor.QueryIsAsync("path:/cart/3");
        await Expect(visitor.Lines).ToHaveCountAsync(5);
    }

    [Fact(Timeout = Limit)]
    public async Task WhereNothingMatchesThePageOffersToDropATerm()
    {
        await using var service = await StartShopAsync();
        await using var visitor = await OpenAsync(service, "?q=served+nosuchword");
        var empty = visitor.Page.Locator(".empty");
        await Expect(empty.GetByRole(AriaRole.Heading)).ToHaveTextAsync("No line matches.");
        await empty.GetByRole(AriaRole.Button, new() { Name = "nosuchword" }).ClickAsync();
        await visitor.QueryIsAsync("served");
        await Expect(visitor.Lines).ToHaveCountAsync(ShopScene.WebLines);
    }
}
