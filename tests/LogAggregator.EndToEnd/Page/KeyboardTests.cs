using System.Collections.Generic;
using System.Threading.Tasks;
using LogAggregator.EndToEnd.Harness;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace LogAggregator.EndToEnd.Page;

/// <summary>The keyboard alone reaches everything.</summary>
[Collection(NewEngineTests.Name)]
public sealed class KeyboardTests(NewEngine engine, ChromiumBrowser browser) : PageCases(engine, browser)
{
    /// <summary>Where the focus is, as one of the stations below; empty for anything between.</summary>
    const string Station = """
        () => {
          const at = document.activeElement
          if (at.matches('.skip')) return 'skip'
          if (at.matches('.query')) return 'search'
          if (at.closest('.time')) return 'time'
          if (at.closest('.sidebar .entry')) return 'container'
          if (at.closest('.levels')) return 'level'
          if (at.closest('.tabs')) return 'tab'
          if (at.matches('.scroller')) return 'rows'
          if (at.closest('.detail .field-actions')) return 'field'
          if (at.closest('.detail .around')) return 'around'
          return ''
        }
        """;

    [Fact(Timeout = Limit)]
    public async Task TabReachesEachPartInTheOrderInWhichItIsSeen()
    {
        await using var service = await StartShopAsync();
        await using var visitor = await OpenAsync(service);
        await Expect(visitor.Chip("INFO")).ToBeVisibleAsync();
        await Expect(visitor.Container("mailer")).ToBeVisibleAsync();
        await visitor.PressAsync("g");
        await Expect(visitor.Detail.Locator(".around").GetByRole(AriaRole.Listitem).First).ToBeVisibleAsync();
        Assert.Equal(["skip", "search", "time", "container", "level", "tab", "rows", "field", "around"], await StationsAsync(visitor));
    }

    [Fact(Timeout = Limit)]
    public async Task ASearchNeedsNoMouse()
    {
        await using var service = await StartShopAsync();
        await using var visitor = await OpenAsync(service);
        await Expect(visitor.Lines).ToHaveCountAsync(ShopScene.Lines);
        await visitor.PressAsync("/");
        await Expect(visitor.Search).ToBeFocusedAsync();
        await visitor.Page.Keyboard.TypeAsync("level:error");
        await visitor.PressAsync("Enter");
        await Expect(visitor.Lines).ToHaveCountAsync(3);
        await visitor.PressAsync("Escape");
        await visitor.PressAsync("j");
        await Expect(visitor.Detail).ToContainTextAsync("connection refused by the database");
        await visitor.PressAsync("Escape");
        await Expect(visitor.Detail).ToHaveCountAsync(0);
    }

    [Fact(Timeout = Limit)]
    public async Task EGoesFromErrorToError()
    {
        await using var service = await StartServiceAsync();
        await Docker.RunAsync("steps", "for i in 1 2 3; do seq 1 5; echo '{\"level\":\"error\",\"message\":\"failed '$i'\"}'; done; exec sleep 100000");
        await HasLinesAsync(service, 18);
        await using var visitor = await OpenAsync(service);
        await Expect(visitor.Lines).ToHaveCountAsync(18);
        var text = visitor.Detail.Locator("pre.text").First;
        await visitor.PressAsync("E");
        await Expect(text).ToHaveTextAsync("failed 3");
        await visitor.PressAsync("E");
        await Expect(text).ToHaveTextAsync("failed 2");
        await visitor.PressAsync("e");
        await Expect(text).ToHaveTextAsync("failed 3");
        await visitor.PressAsync("e");
        await Expect(visitor.Notice).ToHaveTextAsync("There is no error after this line.");
    }

    [Fact(Timeout = Limit)]
    public async Task QuestionMarkTellsTheKeysAndAnExampleSearches()
    {
        await using var service = await StartShopAsync();
        await using var visitor = await OpenAsync(service);
        await Expect(visitor.Lines).ToHaveCountAsync(ShopScene.Lines);
        await visitor.PressAsync("?");
        await Expect(visitor.Dialog("Help")).ToContainTextAsync("next error");
        await visitor.PressAsync("Escape");
        await Expect(visitor.Page.Locator("dialog")).ToHaveCountAsync(0);
        await visitor.PressAsync("?");
        await visitor.Dialog("Help").GetByRole(AriaRole.Button, new() { Name = "level:error or level:critical" }).ClickAsync();
        await visitor.QueryIsAsync("level:error or level:critical");
        await Expect(visitor.Lines).ToHaveCountAsync(3);
    }

    [Fact(Timeout = Limit)]
    public async Task ThePaletteFindsAContainerAndACommand()
    {
        await using var service = await StartShopAsync();
        await using var visitor = await OpenAsync(service);
        await Expect(visitor.Container("mailer")).ToBeVisibleAsync();
        await visitor.OpenPaletteAsync();
        await visitor.Page.Keyboard.TypeAsync("mail");
        await Expect(visitor.Dialog("Commands").GetByRole(AriaRole.Option)).ToHaveCountAsync(1);
        await visitor.PressAsync("Enter");
        await visitor.QueryIsAsync("container:mailer");
        await Expect(visitor.Lines).ToHaveCountAsync(ShopScene.MailerLines);
        await visitor.OpenPaletteAsync();
        await visitor.Page.Keyboard.TypeAsync("patterns");
        await visitor.PressAsync("Enter");
        await Expect(visitor.Table).ToContainTextAsync("mail … was sent");
    }

    /// <summary>Whoever knows the keys does not wait for the palette to appear: without it, `p` shows the patterns and `e` an error.</summary>
    [Fact(Timeout = Limit)]
    public async Task KeysThatFollowAtOnceBelongToThePalette()
    {
        await using var service = await StartShopAsync();
        await using var visitor = await OpenAsync(service);
        await Expect(visitor.Lines).ToHaveCountAsync(ShopScene.Lines);
        await visitor.PressAsync("Control+k");
        await visitor.Page.Keyboard.TypeAsync("pepe");
        await Expect(visitor.Dialog("Commands").GetByRole(AriaRole.Combobox)).ToHaveValueAsync("pepe");
        Assert.Equal("", visitor.AddressValue("tab"));
        Assert.Equal("", visitor.AddressValue("id"));
    }

    /// <summary>Presses Tab through the whole page, to the lines around at the end of the detail.</summary>
    static async Task<IReadOnlyList<string>> StationsAsync(Visitor visitor)
    {
        const int mostSteps = 200;
        var stations = new List<string>();
        for (var step = 0; step < mostSteps && !stations.Contains("around"); step++)
        {
            await visitor.PressAsync("Tab");
            var station = await visitor.Page.EvaluateAsync<string>(Station);
            if (station.Length > 0 && (stations.Count == 0 || stations[^1] != station)) stations.Add(station);
        }

        return stations;
    }
}
