using System;
using System.Globalization;
using System.IO;
using System.Threading.Tasks;
using LogAggregator.EndToEnd.Harness;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace LogAggregator.EndToEnd.Page;

/// <summary>
/// Pictures of the page for its documentation: of the demo at a fixed time, so that two runs give the same. No tests: only
/// <c>scripts/screenshots</c> runs them, and says by SCREENSHOTS where they go.
/// </summary>
public sealed class Screenshots(ChromiumBrowser browser)
{
    const int Limit = 180_000;

    static readonly DateTime Now = new(2025, 11, 11, 12, 0, 0, DateTimeKind.Utc);

    [Theory(Explicit = true, Timeout = Limit)]
    [InlineData(ColorScheme.Dark)]
    [InlineData(ColorScheme.Light)]
    public async Task OfEachView(ColorScheme theme)
    {
        await using var service = await StartDemoAsync();
        await using var visitor = await OpenAsync(service, theme, 1440, 900);
        await Expect(visitor.Page.Locator(".bars rect")).Not.ToHaveCountAsync(0);
        await Expect(visitor.Sidebar.Locator(".spark")).Not.ToHaveCountAsync(0);
        await visitor.Page.Locator(".row").Last.WaitForAsync();
        await TakeAsync(visitor, "logs", theme);

        await visitor.SearchForAsync("database level:>=warning");
        await Expect(visitor.Marks).Not.ToHaveCountAsync(0);
        await visitor.PressAsync("Escape");
        await visitor.PressAsync("E");
        await Expect(visitor.Detail.Locator(".around").GetByRole(AriaRole.Listitem)).Not.ToHaveCountAsync(0);
        await TakeAsync(visitor, "detail", theme);

        await visitor.SearchForAsync("");
        await visitor.TabAsync("Patterns");
        await Expect(visitor.Table.Locator("tbody tr")).Not.ToHaveCountAsync(0);
        await TakeAsync(visitor, "patterns", theme);

        await visitor.TabAsync("Stats");
        await visitor.Button("Lines over time by container").ClickAsync();
        await Expect(visitor.Page.Locator(".chart canvas")).ToBeVisibleAsync();
        await TakeAsync(visitor, "stats", theme);
    }

    [Theory(Explicit = true, Timeout = Limit)]
    [InlineData(ColorScheme.Dark)]
    [InlineData(ColorScheme.Light)]
    public async Task OfTheLogsOnATelephone(ColorScheme theme)
    {
        await using var service = await StartDemoAsync();
        await using var visitor = await OpenAsync(service, theme, 390, 844);
        await Expect(visitor.Page.Locator(".bars rect")).Not.ToHaveCountAsync(0);
        await visitor.Page.Locator(".row").Last.WaitForAsync();
        await TakeAsync(visitor, "telephone", theme);
    }

    static Task<ServiceProcess> StartDemoAsync() =>
        ServiceProcess.StartDemoAsync("DEMO_LIVE=false", "DEMO_NOW=" + Now.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));

    async Task<Visitor> OpenAsync(ServiceProcess service, ColorScheme theme, int width, int height) => await Visitor.OpenAsync(
        await browser.BrowserAsync(), service.Address, "",
        new() { ColorScheme = theme, ViewportSize = new() { Width = width, Height = height }, TimezoneId = "UTC", ReducedMotion = ReducedMotion.Reduce },
        new Complaints(), Now);

    static async Task TakeAsync(Visitor visitor, string name, ColorScheme theme)
    {
        var folder = Environment.GetEnvironmentVariable("SCREENSHOTS") ?? throw new InvalidOperationException("SCREENSHOTS is not set: run scripts/screenshots");
        var file = string.Create(CultureInfo.InvariantCulture, $"{name}-{(theme == ColorScheme.Dark ? "dark" : "light")}.png");
        await visitor.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, file), Caret = ScreenshotCaret.Hide });
    }
}
