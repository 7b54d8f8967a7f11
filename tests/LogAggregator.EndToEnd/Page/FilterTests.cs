using System;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using LogAggregator.EndToEnd.Harness;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace LogAggregator.EndToEnd.Page;

/// <summary>What the mouse does is written into the query.</summary>
[Collection(NewEngineTests.Name)]
public sealed class FilterTests(NewEngine engine, ChromiumBrowser browser) : PageCases(engine, browser)
{
    [Fact(Timeout = Limit)]
    public async Task AChipLeavesItsLevelOutAndTwoClicksMeanOnlyThisOne()
    {
        await using var service = await StartShopAsync();
        await using var visitor = await OpenAsync(service);
        await Expect(visitor.Chip("WARNING")).ToHaveTextAsync("WARNING 5");
        await Expect(visitor.Chip("ERROR")).ToHaveTextAsync("ERROR 3");

        await visitor.Chip("WARNING").ClickAsync();
        await visitor.QueryIsAsync("level:in(trace, debug, info, error, critical)");
        await Expect(visitor.Lines).ToHaveCountAsync(ShopScene.Lines - 5);
        await Expect(visitor.Chip("WARNING")).ToHaveAttributeAsync("aria-pressed", "false");
        await Expect(visitor.Chip("WARNING")).ToHaveTextAsync("WARNING 5");

        await visitor.Chip("ERROR").DblClickAsync();
        await visitor.QueryIsAsync("level:error");
        await Expect(visitor.Lines).ToHaveCountAsync(3);
        await visitor.Chip("ERROR").ClickAsync();
        await visitor.QueryIsAsync("");
        await Expect(visitor.Lines).ToHaveCountAsync(ShopScene.Lines);
    }

    [Fact(Timeout = Limit)]
    public async Task AClickOnAContainerShowsOnlyItCtrlAddsOneAndAltLeavesOneOut()
    {
        await using var service = await StartShopAsync();
        await using var visitor = await OpenAsync(service);

        await visitor.Container("mailer").ClickAsync();
        await visitor.QueryIsAsync("container:mailer");
        await Expect(visitor.Lines).ToHaveCountAsync(ShopScene.MailerLines);
        await visitor.Container("shop-api").ClickAsync(new() { Modifiers = [KeyboardModifier.Control] });
        await visitor.QueryIsAsync("container:in(mailer, shop-api)");
        await Expect(visitor.Lines).ToHaveCountAsync(ShopScene.MailerLines + ShopScene.ApiLines);
        await visitor.Container("mailer").ClickAsync(new() { Modifiers = [KeyboardModifier.Alt] });
        await visitor.QueryIsAsync("container:shop-api -container:mailer");
        await Expect(visitor.Lines).ToHaveCountAsync(ShopScene.ApiLines);
        await visitor.Container("mailer").ClickAsync();
        await visitor.QueryIsAsync("container:mailer");

        var shop = visitor.Sidebar.GetByRole(AriaRole.Button, new() { Name = "shop", Exact = true });
        await shop.ClickAsync();
        await visitor.QueryIsAsync("project:shop");
        await Expect(visitor.Lines).ToHaveCountAsync(ShopScene.WebLines + ShopScene.ApiLines);
        await visitor.Container("mailer").ClickAsync(new() { Modifiers = [KeyboardModifier.Control] });
        await Expect(visitor.Lines).ToHaveCountAsync(ShopScene.Lines);
        await shop.ClickAsync();
        await Expect(shop).ToHaveAttributeAsync("aria-pressed", "true");
        await shop.ClickAsync();
        await visitor.QueryIsAsync("");
    }

    /// <summary>The language finds a container by whole words of its name, but one that is clicked on is that one.</summary>
    [Fact(Timeout = Limit)]
    public async Task AContainerWhoseNameAnotherHasInItsOwnIsShownAlone()
    {
        await using var service = await StartServiceAsync();
        await Docker.RunAsync("db", "echo of the database; exec sleep 100000");
        await Docker.RunAsync("db-backup", "echo of the backup; exec sleep 100000");
        await HasLinesAsync(service, 2);
        await using var visitor = await OpenAsync(service);
        await Expect(visitor.Lines).ToHaveCountAsync(2);
        await visitor.Container("db").ClickAsync();
        await visitor.QueryIsAsync("container:=db");
        await Expect(visitor.Lines).ToHaveCountAsync(1);
        await visitor.NewestIsAsync("of the database");
        await visitor.Container("db").ClickAsync(new() { Modifiers = [KeyboardModifier.Alt] });
        await visitor.NewestIsAsync("of the backup");
    }

    /// <summary>Each deployment makes a new container of the same name.</summary>
    [Fact(Timeout = Limit)]
    public async Task AContainerThatWasMadeAnewIsListedOnce()
    {
        await using var service = await StartServiceAsync();
        await Docker.RunAsync("web", "echo first; exec sleep 100000");
        await HasLinesAsync(service, 1);
        await Docker.RemoveAsync("web");
        await Docker.RunAsync("web", "echo second; exec sleep 100000");
        await HasLinesAsync(service, 2);
        await using var visitor = await OpenAsync(service);
        await Expect(visitor.Container("web")).ToContainTextAsync("●web");
        await Expect(visitor.Container("web")).ToHaveCountAsync(1);
        await visitor.Container("web").ClickAsync();
        await Expect(visitor.Lines).ToHaveCountAsync(2);
    }

    [Fact(Timeout = Limit)]
    public async Task ARemovedContainerIsStillListedAndItsLinesAreThere()
    {
        await using var service = await StartShopAsync();
        await Docker.RemoveAsync("mailer");
        await using var visitor = await OpenAsync(service);
        await Expect(visitor.Container("mailer")).ToContainTextAsync("○mailer");
        await visitor.Container("mailer").ClickAsync();
        await Expect(visitor.Lines).ToHaveCountAsync(ShopScene.MailerLines);
        await visitor.NewestIsAsync("mail 4 was sent");
    }

    /// <summary>Half an hour of lines, one each minute.</summary>
    [Fact(Timeout = Limit)]
    public async Task DraggingOverTheHistogramZoomsAndTheWayBackLeadsOut()
    {
        await using var service = await StartServiceAsync();
        await Docker.RunAsync("minutes", "for m in $(seq 10 39); do echo \"{\\\"timestamp\\\":\\\"2025-11-11T10:$m:00Z\\\",\\\"message\\\":\\\"minute $m\\\"}\"; done; exec sleep 100000");
        await HasLinesAsync(service, 30);
        // The container was started a long time after the times that its lines have.
        await using var visitor = await OpenAsync(service, "?since=2025-11-11T10:10:00Z&until=2025-11-11T10:40:00Z");
        await Expect(visitor.Lines).ToHaveCountAsync(30);
        var bars = visitor.Page.GetByRole(AriaRole.Img, new() { Name = "Lines over time: 30 " });
        await Expect(bars).ToBeVisibleAsync();

        await DragAsync(visitor.Page, bars, 0.25f, 0.5f);
        await Expect(visitor.Lines).Not.ToHaveCountAsync(30);
        var (since, until) = (TimeOf(visitor, "since"), TimeOf(visitor, "until"));
        var start = new DateTimeOffset(2025, 11, 11, 10, 0, 0, TimeSpan.Zero);
        Assert.InRange(since, start.AddMinutes(14), start.AddMinutes(22));
        Assert.InRange(until - since, TimeSpan.FromMinutes(6), TimeSpan.FromMinutes(9));
        var expected = Enumerable.Range(10, 30).Where(m => start.AddMinutes(m) >= since && start.AddMinutes(m) < until).Select(m => string.Create(CultureInfo.InvariantCulture, $"minute {m}"));
        await Expect(visitor.Lines.Locator(".message")).ToHaveTextAsync(expected);

        await visitor.Page.GoBackAsync();
        await Expect(visitor.Lines).ToHaveCountAsync(30);
    }

    static DateTimeOffset TimeOf(Visitor visitor, string name) => DateTimeOffset.Parse(visitor.AddressValue(name), CultureInfo.InvariantCulture);

    static async Task DragAsync(IPage page, ILocator element, float from, float to)
    {
        var box = (await element.BoundingBoxAsync())!;
        var y = box.Y + (box.Height / 2);
        await page.Mouse.MoveAsync(box.X + (box.Width * from), y);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(box.X + (box.Width * to), y, new() { Steps = 5 });
        await page.Mouse.UpAsync();
    }
}
