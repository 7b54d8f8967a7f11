using System;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LogAggregator.EndToEnd.Page;

/// <summary>A person who looks at the page, in a browser context of their own; names what they see there as they would.</summary>
sealed class Visitor : IAsyncDisposable
{
    /// <summary>How long anything on the page may take before the test fails. Generous: the machine may be busy.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    readonly IBrowserContext _context;

    Visitor(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
    }

    public IPage Page { get; }

    public ILocator Search => Page.GetByRole(AriaRole.Combobox, new() { Name = "Search", Exact = true });

    public ILocator Scroller => Page.GetByRole(AriaRole.Region, new() { Name = "Log lines" });

    /// <summary>The lines in the document, gaps too: those that can be seen, and some before and after.</summary>
    public ILocator Lines => Scroller.GetByRole(AriaRole.Listitem).Filter(new() { HasNot = Page.Locator(".is-lifecycle") });

    /// <summary>Rows that say that a container was started or stopped.</summary>
    public ILocator Lifecycle => Scroller.GetByRole(AriaRole.Listitem).Filter(new() { Has = Page.Locator(".is-lifecycle") });

    public ILocator Marks => Scroller.Locator("mark");

    public ILocator Chips => Page.GetByRole(AriaRole.Group, new() { Name = "Levels" });

    public ILocator Sidebar => Page.GetByRole(AriaRole.Complementary, new() { Name = "Containers" });

    public ILocator Detail => Page.GetByRole(AriaRole.Complementary, new() { Name = "Line", Exact = true });

    public ILocator Table => Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Table);

    public ILocator Live => Page.Locator(".live");

    /// <summary>What the page says at its edge for a few seconds.</summary>
    public ILocator Notice => Page.Locator(".notice");

    /// <param name="browser">Shared with others.</param>
    /// <param name="service">Whose page.</param>
    /// <param name="path">With the query that the address has.</param>
    /// <param name="options">What is special of this visitor's browser.</param>
    /// <param name="complaints">Gets those of this visit.</param>
    /// <param name="now">The time that the browser shows for ever; null for the real one.</param>
    public static async Task<Visitor> OpenAsync(IBrowser browser, Uri service, string path, BrowserNewContextOptions options, Complaints complaints, DateTime? now = null)
    {
        options.BaseURL = service.AbsoluteUri;
        options.Permissions = ["clipboard-read", "clipboard-write"];
        var context = await browser.NewContextAsync(options);
        context.SetDefaultTimeout((float)Patience.TotalMilliseconds);
        var page = await context.NewPageAsync();
        if (now is { } time) await page.Clock.SetFixedTimeAsync(time);
        complaints.ListenTo(page, service);
        await page.GotoAsync("/" + path);
        return new Visitor(context, page);
    }

    /// <summary>Lines whose text has this in it.</summary>
    public ILocator Line(string text) => Lines.Filter(new() { HasText = text });

    public ILocator Chip(string level) => Chips.GetByRole(AriaRole.Button).Filter(new() { HasText = level });

    public ILocator Container(string name) => Sidebar.GetByTitle(name + " · ");

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public ILocator Dialog(string name) => Page.GetByRole(AriaRole.Dialog, new() { Name = name });

    public Task TabAsync(string name) => Page.GetByRole(AriaRole.Navigation, new() { Name = "Views" }).GetByRole(AriaRole.Button, new() { Name = name }).ClickAsync();

    public Task PressAsync(string key) => Page.Keyboard.PressAsync(key);

    /// <summary>The palette, ready for typing.</summary>
    public async Task OpenPaletteAsync()
    {
        await Expect(Page.Locator("dialog")).ToHaveCountAsync(0);
        await PressAsync("Control+k");
        await Expect(Dialog("Commands").GetByRole(AriaRole.Combobox)).ToBeFocusedAsync();
    }

    public async Task SearchForAsync(string query)
    {
        await Search.FillAsync(query);
        await Search.PressAsync("Enter");
    }

    /// <summary>The query is this, in the box and in the address.</summary>
    public async Task QueryIsAsync(string query)
    {
        await Expect(Search).ToHaveValueAsync(query);
        await Page.WaitForFunctionAsync("query => (new URLSearchParams(location.search).get('q') ?? '') === query", query);
    }

    public string AddressValue(string name) => System.Web.HttpUtility.ParseQueryString(new Uri(Page.Url).Query)[name] ?? "";

    /// <summary>The newest line, at the bottom, is this one.</summary>
    public async Task NewestIsAsync(string message)
    {
        await Expect(Lines.Last.Locator(".message")).ToHaveTextAsync(message);
        await Expect(Lines.Last).ToBeInViewportAsync();
    }

    /// <summary>The messages of all lines from first to last, found by scrolling through them as a person does.</summary>
    public async Task<string[]> AllMessagesAsync()
    {
        await Scroller.EvaluateAsync("scroller => { scroller.scrollTop = 0 }");
        await Expect(Scroller.Locator(".edge")).ToHaveTextAsync(new Regex("This is where the logs begin|Nothing earlier matches"));
        return await Scroller.EvaluateAsync<string[]>("""
            async scroller => {
              const seen = new Map()
              const frame = () => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)))
              scroller.scrollTop = 0
              for (let before = -1; scroller.scrollTop !== before;) {
                before = scroller.scrollTop
                await frame()
                for (const line of scroller.querySelectorAll('.line:not(:has(.is-lifecycle))')) seen.set(Number(line.dataset.index), line.querySelector('.message').textContent)
                scroller.scrollTop += scroller.clientHeight / 2
              }
              return [...seen.keys()].sort((a, b) => a - b).map(index => seen.get(index))
            }
            """);
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
