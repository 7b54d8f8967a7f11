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
        await visitor.Detail.GetByRole(AriaRole.Button, new() { Name = "Show service as a column" }).ClickAsync();
        await CheckAsync("a search, with the detail open and a column");

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
        await visitor.Button("Bars").ClickAsync();
        await CheckAsync("stats over time, as bars");

        await visitor.SearchForAsync("-container:mailer -project:shop");
        await Expect(visitor.Page.Locator(".is-left-out").First).ToBeVisibleAsync();
        await CheckAsync("what is left out");
        await visitor.SearchForAsync("nosuchword");
        await Expect(visitor.Page.Locator(".empty")).ToBeVisibleAsync();
        await CheckAsync("no hit");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));

        async Task CheckAsync(string state) => wrong.AddRange(await WrongAsync(visitor, state));
    }

    [Fact(Timeout = Limit)]
    public async Task AxeFindsNothingWrongWhereThereIsNoDockerAndWhereThereIsNoService()
    {
        await using var service = await ServiceProcess.StartAsync(null);
        await using var visitor = await OpenAsync(service);
        await Expect(visitor.Page.Locator(".empty").GetByRole(AriaRole.Heading)).ToHaveTextAsync("Docker is not reached.");
        var wrong = new List<string>(await WrongAsync(visitor, "no Docker"));

        await visitor.Page.SetViewportSizeAsync(390, 844);
        wrong.AddRange(await WrongAsync(visitor, "no Docker, on a telephone"));
        Assert.False(await IsCutOffAsync(visitor), "The page is wider than the telephone.");
        await visitor.Button("All time").ClickAsync();
        wrong.AddRange(await WrongAsync(visitor, "times, on a telephone"));
        var menu = (await visitor.Page.Locator(".menu").BoundingBoxAsync())!;
        Assert.True(menu.X >= 0 && menu.X + menu.Width <= 390, $"The menu is cut off: it goes from {menu.X} to {menu.X + menu.Width} of 390.");
        await visitor.PressAsync("Escape");

        ALostConnectionIsExpected();
        await service.KillAsync();
        await Expect(visitor.Live).ToHaveTextAsync("◌ Reconnecting…");
        wrong.AddRange(await WrongAsync(visitor, "lost connection"));
        await visitor.SearchForAsync("x");
        await Expect(visitor.Page.Locator(".empty").GetByRole(AriaRole.Heading)).ToHaveTextAsync("The service does not answer.");
        wrong.AddRange(await WrongAsync(visitor, "no service"));
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    static Task<bool> IsCutOffAsync(Visitor visitor) => visitor.Page.EvaluateAsync<bool>(
        "() => [...document.querySelectorAll('.empty, .empty *, .top *')].some(each => each.getBoundingClientRect().right > innerWidth + 1)");

    static async Task<IEnumerable<string>> WrongAsync(Visitor visitor, string state)
    {
        var inDark = await visitor.Page.RunAxe();
        await visitor.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        var inLight = await visitor.Page.RunAxe();
        await visitor.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        Assert.NotEmpty(inDark.Passes);
        Assert.NotEmpty(inLight.Passes);
        return Descriptions(state + ", dark", inDark).Concat(Descriptions(state + ", light", inLight));
    }

    static IEnumerable<string> Descriptions(string state, AxeResult result) =>
        result.Violations.SelectMany(violation => violation.Nodes.Select(node => Describe(state, violation, node)));

    static string Describe(string state, AxeResultItem violation, AxeResultNode node) =>
        $"{state}: {violation.Id}: {violation.Help}: {node.Html} {string.Join("; ", node.Any.Concat(node.All).Concat(node.None).Select(check => check.Message))}";
}
