using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using LogAggregator.EndToEnd.Harness;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace LogAggregator.EndToEnd.Page;

/// <summary>axe finds nothing wrong, in the states that people see most and in both themes.</summary>
[Collection(NewEngineTests.Name)]
public sealed class AccessibilityTests(NewEngine engine, ChromiumBrowser browser) : PageCases(engine, browser)
{
    [Fact(Timeout = Limit)]
    public async Task AxeFindsNothingWrongInEitherTheme()
    {
        await using var service = await StartServiceAsync();
        await ShopScene.StartAsync(Docker);
        await Docker.RunAsync("coloured", """for c in 30 31 32 33 34 35 36 37 90 91 92 93 94 95 96 97; do printf "\033[${c}mcolour $c\033[0m\n"; done; exec sleep 100000""");
        await HasLinesAsync(service, ShopScene.Lines + 16);
        await using var visitor = await OpenAsync(service);
        await Expect(visitor.Chip("ERROR")).ToHaveTextAsync("ERROR 3");
        await Expect(visitor.Container("mailer")).ToBeVisibleAsync();
        var wrong = new List<string>();
        await CheckAsync("logs");

        await visitor.SearchForAsync("request or refused or level:debug");
        await Expect(visitor.Marks.First).ToBeVisibleAsync();
        await visitor.Line("refused").First.ClickAsync();
        await Expect(visitor.Detail.Locator(".around").GetByRole(AriaRole.Listitem).First).ToBeVisibleAsync();
        await CheckAsync("a search, with the detail open");

        await visitor.PressAsync("?");
        await Expect(visitor.Dialog("Help")).ToBeVisibleAsync();
        await CheckAsync("help");
        await visitor.PressAsync("Escape");
        await Expect(visitor.Page.Locator("dialog")).ToHaveCountAsync(0);
        await visitor.OpenPaletteAsync();
        await CheckAsync("palette");
        await visitor.PressAsync("Escape");
        await visitor.Button("More").ClickAsync();
        await CheckAsync("menu");
        await visitor.Button("Save this search…").ClickAsync();
        await Expect(visitor.Dialog("Save this search")).ToBeVisibleAsync();
        await CheckAsync("the name of a search");
        await visitor.PressAsync("Escape");

        await visitor.SearchForAsync("");
        await visitor.TabAsync("Patterns");
        await Expect(visitor.Table).ToContainTextAsync("the queue is long");
        await CheckAsync("patterns");
        await visitor.TabAsync("Stats");
        await Expect(visitor.Table).ToContainTextAsync("shop-web");
        await CheckAsync("stats");
        await visitor.Button("Lines over time by level").ClickAsync();
        await Expect(visitor.Page.Locator(".chart canvas")).ToBeVisibleAsync();
        await CheckAsync("stats over time");

        await visitor.SearchForAsync("nosuchword");
        await Expect(visitor.Page.Locator(".empty")).ToBeVisibleAsync();
        await CheckAsync("no hit");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));

        async Task CheckAsync(string state)
        {
            var inDark = await visitor.Page.RunAxe();
            await visitor.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
            var inLight = await visitor.Page.RunAxe();
            await visitor.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
            Assert.NotEmpty(inDark.Passes);
            Assert.NotEmpty(inLight.Passes);
            wrong.AddRange(Descriptions(state + ", dark", inDark).Concat(Descriptions(state + ", light", inLight)));
        }
    }

    static IEnumerable<string> Descriptions(string state, AxeResult result) =>
        result.Violations.SelectMany(violation => violation.Nodes.Select(node => Describe(state, violation, node)));

    static string Describe(string state, AxeResultItem violation, AxeResultNode node) =>
        $"{state}: {violation.Id}: {violation.Help}: {node.Html} {string.Join("; ", node.Any.Concat(node.All).Concat(node.None).Select(check => check.Message))}";
}
