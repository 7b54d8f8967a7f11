using System;
using System.Threading.Tasks;
using LogAggregator.EndToEnd.Harness;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace LogAggregator.EndToEnd.Page;

/// <summary>What a person chose is kept by the service, so that it follows them.</summary>
[Collection(NewEngineTests.Name)]
public sealed class SettingsTests(NewEngine engine, ChromiumBrowser browser) : PageCases(engine, browser)
{
    [Fact(Timeout = Limit)]
    public async Task ASavedSearchAndASettingAreThereInAnotherBrowser()
    {
        await using var service = await StartShopAsync();
        await using (var visitor = await OpenAsync(service, "?q=container:shop-api+level:error"))
        {
            await Expect(visitor.Lines).ToHaveCountAsync(3);
            Complaints.Answer = "Broken shop";
            await visitor.Button("More").ClickAsync();
            await visitor.Page.GetByText("Save this search…").ClickAsync();
            await Expect(visitor.Notice).ToContainTextAsync("“Broken shop” is saved");
            await visitor.Button("More").ClickAsync();
            await visitor.Page.GetByText("Light", new() { Exact = true }).ClickAsync();
            await IsKeptAsync(service, "Broken shop");
            await IsKeptAsync(service, "light");
        }

        await using var elsewhere = await OpenAsync(service);
        await Expect(elsewhere.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "light");
        await Expect(elsewhere.Lines).ToHaveCountAsync(ShopScene.Lines);
        await elsewhere.OpenPaletteAsync();
        await elsewhere.Page.Keyboard.TypeAsync("broken");
        await elsewhere.PressAsync("Enter");
        await elsewhere.QueryIsAsync("container:shop-api level:error");
        await Expect(elsewhere.Lines).ToHaveCountAsync(3);
    }

    static Task IsKeptAsync(ServiceProcess service, string text) => Eventually.HoldsAsync(async () =>
    {
        var settings = (await service.Api.GetAsync("ui/settings")).ToJsonString();
        return settings.Contains(text, StringComparison.Ordinal) ? null : $"“{text}” is not in the settings {settings}";
    });
}
