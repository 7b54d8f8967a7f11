using System.Threading.Tasks;
using LogAggregator.EndToEnd.Harness;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace LogAggregator.EndToEnd.Page;

/// <summary>Whatever containers print, the page shows it as text, and stays usable.</summary>
[Collection(NewEngineTests.Name)]
public sealed class TextTests(NewEngine engine, ChromiumBrowser browser) : PageCases(engine, browser)
{
    const string Html = "<img src=x onerror=alert(1)><script>alert(2)</script><b>bold</b> <iframe src=javascript:alert(3)></iframe>";

    /// <summary>As a message, as a value of a field, as a field's name, and as the name of the service.</summary>
    [Fact(Timeout = Limit)]
    public async Task HtmlAndScriptsInALogStayTextWhereverTheyAreShown()
    {
        await using var service = await StartServiceAsync();
        await Docker.RunAsync("hostile", $$"""echo '{{Html}}'; echo '{"message":"{{Html}} in JSON","value":"{{Html}}","{{Html}}":1,"service":"{{Html}}"}'; exec sleep 100000""");
        await HasLinesAsync(service, 2);
        await using var visitor = await OpenAsync(service);
        await Expect(visitor.Lines).ToHaveCountAsync(2);
        await Expect(visitor.Lines.First.Locator(".message")).ToHaveTextAsync(Html);
        await visitor.Lines.Last.ClickAsync();
        await Expect(visitor.Detail.Locator("pre.text").First).ToHaveTextAsync(Html + " in JSON");
        await Expect(visitor.Detail.GetByRole(AriaRole.Rowheader, new() { Name = Html, Exact = true })).ToBeVisibleAsync();
        await NothingIsMadeOfItAsync(visitor);
        await visitor.SearchForAsync("alert");
        await Expect(visitor.Marks).Not.ToHaveCountAsync(0);
        await NothingIsMadeOfItAsync(visitor);
        await visitor.TabAsync("Patterns");
        await Expect(visitor.Table).ToContainTextAsync("<b>bold</b>");
        await NothingIsMadeOfItAsync(visitor);
        await visitor.SearchForAsync("| stats count() by value");
        await Expect(visitor.Table).ToContainTextAsync(Html);
        await NothingIsMadeOfItAsync(visitor);
    }

    [Fact(Timeout = Limit)]
    public async Task AnsiColoursAreShownAsColoursAndTheirCodesAreNot()
    {
        await using var service = await StartServiceAsync();
        await Docker.RunAsync("coloured", """printf 'plain \033[31mred\033[0m and \033[1;32mbold green\033[0m, \033[38;2;1;2;3mown\033[0m\n'; exec sleep 100000""");
        await HasLinesAsync(service, 1);
        await using var visitor = await OpenAsync(service);
        await Expect(visitor.Lines.Locator(".message")).ToHaveTextAsync("plain red and bold green, own");
        var plain = await ColourAsync("plain");
        Assert.NotEqual(plain, await ColourAsync("red"));
        Assert.NotEqual(plain, await ColourAsync("bold green"));
        await Expect(visitor.Lines.GetByText("bold green", new() { Exact = true })).ToHaveCSSAsync("font-weight", "700");
        await Expect(visitor.Lines.GetByText("own", new() { Exact = true })).ToHaveCSSAsync("color", "rgb(1, 2, 3)");

        Task<string> ColourAsync(string text) =>
            visitor.Lines.Locator("span").GetByText(text).Last.EvaluateAsync<string>("element => getComputedStyle(element).color");
    }

    [Fact(Timeout = Limit)]
    public async Task ALineOfAMegabyteIsShownShortAndCanBeReadInFull()
    {
        const int length = 1_000_000;
        await using var service = await StartServiceAsync();
        await Docker.RunAsync("long", Scripts.LongLine(length) + "; echo after it; exec sleep 100000");
        await HasLinesAsync(service, 2);
        await using var visitor = await OpenAsync(service);
        await visitor.NewestIsAsync("after it");
        await Expect(visitor.Lines.First).ToContainTextAsync("x … ");
        Assert.InRange((await visitor.Lines.First.TextContentAsync())!.Length, 1000, 10_000);
        await visitor.Lines.First.ClickAsync();
        await IsWholeAsync(".text");
        await visitor.Detail.GetByText("The line as it was printed").ClickAsync();
        await IsWholeAsync(".raw");
        await visitor.Button("Copy text").ClickAsync();
        await Expect(visitor.Notice).ToHaveTextAsync("The text is copied.");
        Assert.Equal(length, (await visitor.Page.EvaluateAsync<string>("navigator.clipboard.readText()")).Length);

        // Piece by piece: there is a time for clicks and keys between.
        Task IsWholeAsync(string place) => visitor.Page.WaitForFunctionAsync("([place, length]) => document.querySelector(place).textContent.trimEnd().length === length", new object[] { place, length });
    }

    [Fact(Timeout = Limit)]
    public async Task AStackTraceInAFieldDoesNotMakeItsRowHigher()
    {
        await using var service = await StartServiceAsync();
        await Docker.RunAsync("broken", """echo plain; printf '%s\n' '{"message":"it broke","exception":"first\n   second\n   third"}'; exec sleep 100000""");
        await HasLinesAsync(service, 2);
        await using var visitor = await OpenAsync(service);
        await Expect(visitor.Line("it broke")).ToContainTextAsync("exception=first ↵ second ↵ third");
        var plain = (await visitor.Line("plain").BoundingBoxAsync())!;
        Assert.Equal(plain.Height, (await visitor.Line("it broke").BoundingBoxAsync())!.Height);
    }

    /// <summary>Docker keeps 20 kB of what is printed while the service stands still: most of it is missing then, and is said to be.</summary>
    [Fact(Timeout = Limit)]
    public async Task WhereLinesAreMissingARowSaysSo()
    {
        await using var service = await StartServiceAsync();
        await Docker.RunAsync("burst", Scripts.ThenOnSignal("seq 1 10", "seq 11 20000"), "--log-opt", "max-size=10k", "--log-opt", "max-file=2");
        await HasLinesAsync(service, 10);
        service.Freeze();
        await PrintTheRestAsync("burst");
        await Docker.WaitAsync("burst");
        service.Thaw();
        await LinesAreThereAsync(service, "burst", 20_000, gapsAllowed: true);
        await using var visitor = await OpenAsync(service, "?q=is:gap");
        var gap = visitor.Lines.Locator(".is-gap").First;
        await Expect(gap).ToContainTextAsync("⋯ ");
        await Expect(gap).ToContainTextAsync("missing");
        await gap.ClickAsync();
        await Expect(visitor.Detail.GetByRole(AriaRole.Rowheader, new() { Name = "gap.reason" })).ToBeVisibleAsync();
    }

    [Fact(Timeout = Limit)]
    public async Task StartsAndStopsAreRowsOfTheirOwn()
    {
        await using var service = await StartServiceAsync();
        await Docker.RunAsync("short", "echo hello; exit 3");
        await Eventually.IsTrueAsync(async () => (await service.Api.LifecycleAsync("short")).Count == 2, "the start and the stop are not there");
        await using var visitor = await OpenAsync(service);
        await Expect(visitor.Lines).ToHaveCountAsync(1);
        await Expect(visitor.Lifecycle).ToHaveCountAsync(2);
        await Expect(visitor.Lifecycle.First).ToContainTextAsync("▶ short started");
        await Expect(visitor.Lifecycle.Last).ToContainTextAsync("■ short stopped: exit code 3");
        await Expect(visitor.Page.Locator(".lifecycle-mark").First).ToBeAttachedAsync();
        await visitor.Lifecycle.Last.Locator(".row").ClickAsync();
        await Expect(visitor.Detail.GetByRole(AriaRole.Rowheader, new() { Name = "lifecycle.exit_code" })).ToBeVisibleAsync();
        await visitor.SearchForAsync("is:lifecycle level:error");
        await Expect(visitor.Lifecycle).ToHaveCountAsync(1);
        await Expect(visitor.Lines).ToHaveCountAsync(0);
    }

    [Fact(Timeout = Limit)]
    public async Task PausesAndNewNamesAreRowsToo()
    {
        await using var service = await StartServiceAsync();
        var id = await Docker.RunAsync("before", "echo hello; sleep 1000");
        await using var visitor = await OpenAsync(service);
        await Expect(visitor.Lines).ToHaveCountAsync(1);
        await Docker.CallAsync("pause", id);
        await Expect(visitor.Lifecycle.Last).ToContainTextAsync("‖ before was paused");
        await Docker.CallAsync("unpause", id);
        await Expect(visitor.Lifecycle.Last).ToContainTextAsync("▷ before goes on after a pause");
        await Docker.CallAsync("rename", id, "after");
        await Expect(visitor.Lifecycle.Last).ToContainTextAsync("✎ before was renamed to after");
        await Expect(visitor.Lifecycle).ToHaveCountAsync(4);
    }

    static async Task NothingIsMadeOfItAsync(Visitor visitor)
    {
        Assert.Equal(0, await visitor.Page.Locator("#page").Locator("img, script, b:text-is('bold'), iframe").CountAsync());
        Assert.Equal(1, await visitor.Page.Locator("script").CountAsync());
    }
}
