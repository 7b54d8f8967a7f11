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

    /// <summary>It lies over the lines there; that it was shut is nothing that a wide screen has to know.</summary>
    [Fact(Timeout = Limit)]
    public async Task OnATelephoneTheSidebarGoesOnceAContainerIsChosen()
    {
        await using var service = await StartShopAsync();
        await using var visitor = await OpenAsync(service);
        await Expect(visitor.Container("mailer")).ToBeVisibleAsync();
        await visitor.Page.SetViewportSizeAsync(390, 844);
        await Expect(visitor.Sidebar).ToHaveCountAsync(0);
        await visitor.Button("Containers").ClickAsync();
        await visitor.Container("mailer").ClickAsync();
        await Expect(visitor.Sidebar).ToHaveCountAsync(0);
        await visitor.NewestIsAsync("mail 4 was sent");
        await visitor.Page.SetViewportSizeAsync(1440, 900);
        await Expect(visitor.Container("mailer")).ToBeVisibleAsync();
        await visitor.Button("Containers").ClickAsync();
        await Expect(visitor.Sidebar).ToHaveCountAsync(0);
    }

    [Fact(Timeout = Limit)]
    public async Task WhereTheClockIsUtcTimesAreTypedByIt()
    {
        await using var service = await StartShopAsync();
        await using var visitor = await OpenAsync(service);
        await visitor.OpenPaletteAsync();
        await visitor.Page.Keyboard.TypeAsync("times: utc");
        await visitor.PressAsync("Enter");
        await visitor.Button("All time").ClickAsync();
        await visitor.Page.GetByLabel("Any time (UTC)").FillAsync("2025-11-11 10:00 to 2025-11-11 11:00");
        await visitor.PressAsync("Enter");
        await Expect(visitor.Page.Locator(".empty")).ToContainTextAsync("No line matches.");
        Assert.Equal("2025-11-11T10:00:00.000Z", visitor.AddressValue("since"));
        await visitor.Button("2025-11-11 10:00:00 → 11:00:00").ClickAsync();
        await Expect(visitor.Page.GetByLabel("From")).ToHaveValueAsync("2025-11-11T10:00");
        await visitor.Page.GetByLabel("To", new() { Exact = true }).FillAsync("2025-11-11T09:00");
        await visitor.Button("Show (UTC)").ClickAsync();
        await Expect(visitor.Notice).ToHaveTextAsync("The end must be after the beginning.");
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
