using System;
using System.Threading.Tasks;
using LogAggregator.EndToEnd.Harness;
using Microsoft.Playwright;
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
            await visitor.Button("More").ClickAsync();
            await visitor.Button("Save this search…").ClickAsync();
            await NameIn(visitor).FillAsync("Broken shop");
            await visitor.PressAsync("Enter");
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

    /// <summary>The name that is offered is replaced by what is typed; a name can be given to another search.</summary>
    [Fact(Timeout = Limit)]
    public async Task ASearchIsNamedWithTheKeyboardAlone()
    {
        await using var service = await StartShopAsync();
        await using var visitor = await OpenAsync(service, "?q=level:error");
        await Expect(visitor.Lines).ToHaveCountAsync(3);
        await AskForANameAsync(visitor);
        await Expect(NameIn(visitor)).ToHaveValueAsync("level:error");
        await visitor.Page.Keyboard.TypeAsync("Broken");
        await visitor.PressAsync("Enter");
        await Expect(visitor.Notice).ToContainTextAsync("“Broken” is saved");
        await IsKeptAsync(service, "Broken");

        await visitor.SearchForAsync("level:warning");
        await visitor.PressAsync("Escape");
        await AskForANameAsync(visitor);
        await NameIn(visitor).FillAsync(" ");
        await Expect(visitor.Button("Save")).ToBeDisabledAsync();
        await visitor.Page.Keyboard.TypeAsync("Broken");
        await Expect(visitor.Dialog("Save this search")).ToContainTextAsync("it is replaced");
        await visitor.PressAsync("Escape");
        await Expect(visitor.Page.Locator("dialog")).ToHaveCountAsync(0);
        Assert.DoesNotContain("level:warning", (await service.Api.GetAsync("ui/settings")).ToJsonString(), StringComparison.Ordinal);

        await AskForANameAsync(visitor);
        await NameIn(visitor).FillAsync("Broken");
        await visitor.PressAsync("Enter");
        await IsKeptAsync(service, "level:warning");
        Assert.DoesNotContain("level:error", (await service.Api.GetAsync("ui/settings")).ToJsonString(), StringComparison.Ordinal);
    }

    static ILocator NameIn(Visitor visitor) => visitor.Dialog("Save this search").GetByRole(AriaRole.Textbox, new() { Name = "Name of this search" });

    static async Task AskForANameAsync(Visitor visitor)
    {
        await visitor.OpenPaletteAsync();
        await visitor.Page.Keyboard.TypeAsync("save this search");
        await visitor.PressAsync("Enter");
        await Expect(NameIn(visitor)).ToBeFocusedAsync();
    }

    static Task IsKeptAsync(ServiceProcess service, string text) => Eventually.HoldsAsync(async () =>
    {
        var settings = (await service.Api.GetAsync("ui/settings")).ToJsonString();
        return settings.Contains(text, StringComparison.Ordinal) ? null : $"“{text}” is not in the settings {settings}";
    });
}
