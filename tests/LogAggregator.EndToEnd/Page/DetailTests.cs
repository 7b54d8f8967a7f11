using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using LogAggregator.EndToEnd.Harness;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace LogAggregator.EndToEnd.Page;

/// <summary>All about one line, and what led up to it.</summary>
[Collection(NewEngineTests.Name)]
public sealed class DetailTests(NewEngine engine, ChromiumBrowser browser) : PageCases(engine, browser)
{
    [Fact(Timeout = Limit)]
    public async Task AClickOpensALineAndTheKeysWalkFromLineToLine()
    {
        await using var service = await StartServiceAsync();
        await Docker.RunAsync("counter", "seq 101 120; exec sleep 100000");
        await HasLinesAsync(service, 20);
        await using var visitor = await OpenAsync(service);
        var text = visitor.Detail.Locator("pre.text").First;
        await visitor.Line("115").ClickAsync();
        await Expect(text).ToHaveTextAsync("115");
        await Expect(visitor.Lines.And(visitor.Page.Locator("[aria-current=true]"))).ToContainTextAsync("115");
        await visitor.PressAsync("j");
        await Expect(text).ToHaveTextAsync("116");
        await visitor.PressAsync("k");
        await visitor.PressAsync("k");
        await Expect(text).ToHaveTextAsync("114");
        await visitor.PressAsync("g");
        await Expect(text).ToHaveTextAsync("counter started");
        await visitor.PressAsync("j");
        await Expect(text).ToHaveTextAsync("101");
        await visitor.PressAsync("Escape");
        await Expect(visitor.Detail).ToHaveCountAsync(0);
        await visitor.PressAsync("Enter");
        await Expect(text).ToHaveTextAsync("120");
        await visitor.PressAsync("Enter");
        await Expect(visitor.Detail).ToHaveCountAsync(0);
        Assert.Equal("", visitor.AddressValue("id"));
    }

    /// <summary>What is on screen is not read again, and its live stream goes on.</summary>
    [Fact(Timeout = Limit)]
    public async Task OpeningALineThatIsOnScreenReadsNoLinesAgain()
    {
        await using var service = await StartShopAsync();
        await using var visitor = await OpenAsync(service);
        await Expect(visitor.Lines).ToHaveCountAsync(ShopScene.Lines);
        Assert.Equal(201, (await service.Api.PostAsync("""{"service":"test","level":"INFO","message":"the stream is open"}""")).Status);
        await visitor.NewestIsAsync("the stream is open");
        var read = new List<string>();
        visitor.Page.Request += (_, request) =>
        {
            if (new Uri(request.Url).AbsolutePath == "/logs") read.Add(request.Url);
        };
        visitor.Page.WebSocket += (_, socket) => read.Add(socket.Url);
        await visitor.Line("mail 2 was sent").ClickAsync();
        await Expect(visitor.Detail.Locator(".around").GetByRole(AriaRole.Listitem)).Not.ToHaveCountAsync(0);
        await visitor.PressAsync("j");
        await visitor.PressAsync("Escape");
        await Expect(visitor.Detail).ToHaveCountAsync(0);
        Assert.Empty(read);
    }

    [Fact(Timeout = Limit)]
    public async Task FieldsAreShownAndFilterInAndOut()
    {
        await using var service = await StartShopAsync();
        await using var visitor = await OpenAsync(service);
        await visitor.Line("request 7 served").ClickAsync();
        foreach (var (name, value) in new[] { ("level", "INFO"), ("container", "shop-web"), ("stream", "stdout"), ("project", "shop"), ("path", "/cart/3"), ("duration_ms", "70") })
            await Expect(FieldOf(visitor, name).Locator(".value")).ToHaveTextAsync(value);

        await FieldOf(visitor, "path").GetByRole(AriaRole.Button, new() { Name = "Most frequent values of path" }).ClickAsync();
        await Expect(visitor.Detail.Locator(".top-values li")).ToHaveTextAsync(["/cart/0 5", "/cart/1 5", "/cart/2 5", "/cart/3 5"]);
        await visitor.Detail.GetByRole(AriaRole.Button, new() { Name = "Only lines with this path" }).ClickAsync();
        await visitor.QueryIsAsync("path:/cart/3");
        await Expect(visitor.Lines).ToHaveCountAsync(5);

        await visitor.Line("request 7 served").ClickAsync();
        await visitor.Detail.GetByRole(AriaRole.Button, new() { Name = "No lines with this duration_ms" }).ClickAsync();
        await visitor.QueryIsAsync("path:/cart/3 -duration_ms:70");
        await Expect(visitor.Lines).ToHaveCountAsync(4);
    }

    [Fact(Timeout = Limit)]
    public async Task AFieldBecomesAColumnAndGoesAgain()
    {
        await using var service = await StartShopAsync();
        await using var visitor = await OpenAsync(service);
        await visitor.Line("request 7 served").ClickAsync();
        foreach (var field in new[] { "path", "stream" }) await FieldOf(visitor, field).GetByRole(AriaRole.Button, new() { Name = $"Show {field} as a column" }).ClickAsync();
        await Expect(visitor.Line("request 7 served").Locator(".column")).ToHaveTextAsync(["/cart/3", "stdout"]);
        await Expect(visitor.Line("mail 1 was sent").Locator(".column")).ToHaveTextAsync(["", "stdout"]);
        var columns = visitor.Page.GetByRole(AriaRole.Group, new() { Name = "Columns" });
        await columns.GetByRole(AriaRole.Button, new() { Name = "path" }).ClickAsync();
        await Expect(visitor.Line("request 7 served").Locator(".column")).ToHaveTextAsync(["stdout"]);
        await columns.GetByRole(AriaRole.Button, new() { Name = "stream" }).ClickAsync();
        await Expect(columns).ToHaveCountAsync(0);
    }

    [Fact(Timeout = Limit)]
    public async Task TheLineIsShownAsItWasPrinted()
    {
        const string line = """{"level":"info",  "message":"spaces  stay", "n":1.50}""";
        await using var service = await StartServiceAsync();
        await Docker.RunAsync("printer", $"echo '{line}'; exec sleep 100000");
        await HasLinesAsync(service, 1);
        await using var visitor = await OpenAsync(service);
        await visitor.Line("spaces").ClickAsync();
        await visitor.Detail.GetByText("The line as it was printed").ClickAsync();
        var raw = visitor.Detail.Locator(".raw");
        await Expect(raw).Not.ToHaveTextAsync("Reading…");
        Assert.Equal(line, (await raw.TextContentAsync())!.TrimEnd('\n'));
    }

    [Fact(Timeout = Limit)]
    public async Task WhatLedUpToALineIsShownOfItsContainerOrOfAll()
    {
        await using var service = await StartServiceAsync();
        await Docker.RunAsync("one", "for i in 1 3 5; do echo \"{\\\"timestamp\\\":\\\"2025-11-11T10:00:0$i.0Z\\\",\\\"message\\\":\\\"step $i\\\"}\"; done; exec sleep 100000");
        await Docker.RunAsync("two", "for i in 2 4; do echo \"{\\\"timestamp\\\":\\\"2025-11-11T10:00:0$i.0Z\\\",\\\"message\\\":\\\"step $i\\\"}\"; done; exec sleep 100000");
        await HasLinesAsync(service, 5);
        await using var visitor = await OpenAsync(service, "?q=%22step+3%22");
        await visitor.Line("step 3").ClickAsync();
        // The container was started long after the times that its lines have.
        var around = visitor.Detail.Locator(".around").GetByRole(AriaRole.Listitem).Filter(new() { HasNotText = "started" });
        await Expect(around).ToHaveTextAsync(Steps(1, 3, 5));
        await visitor.Detail.GetByRole(AriaRole.Button, new() { Name = "All containers" }).ClickAsync();
        await Expect(around).ToHaveTextAsync(Steps(1, 2, 3, 4, 5));
        await around.Nth(1).GetByRole(AriaRole.Button).ClickAsync();
        await Expect(visitor.Detail.GetByRole(AriaRole.Heading).First).ToContainTextAsync("two");

        static Regex[] Steps(params int[] numbers) =>
            [.. numbers.Select(n => new Regex(string.Create(CultureInfo.InvariantCulture, $"step {n}$")))];
    }

    [Fact(Timeout = Limit)]
    public async Task ALinkToALineOpensThatLineForSomebodyElse()
    {
        await using var service = await StartServiceAsync();
        await Docker.RunAsync("counter", Scripts.ThenOnSignal("seq 1 100", "seq 101 2000; exec sleep 100000"));
        await HasLinesAsync(service, 100);
        await using var visitor = await OpenAsync(service);
        await visitor.Lines.Filter(new() { Has = visitor.Page.GetByText("83", new() { Exact = true }) }).ClickAsync();
        await visitor.Button("Copy link").ClickAsync();
        await Expect(visitor.Notice).ToHaveTextAsync("The link is copied.");
        var link = await visitor.Page.EvaluateAsync<string>("navigator.clipboard.readText()");
        await PrintTheRestAsync("counter");
        await HasLinesAsync(service, 2000);

        Assert.StartsWith(service.Address.AbsoluteUri, link, StringComparison.Ordinal);
        await using var colleague = await OpenAsync(service, link[service.Address.AbsoluteUri.Length..]);
        await Expect(colleague.Detail.Locator("pre.text").First).ToHaveTextAsync("83");
        await Expect(colleague.Lines.And(colleague.Page.Locator("[aria-current=true]"))).ToBeInViewportAsync();
        await colleague.Button("⇣ Newest").ClickAsync();
        await colleague.NewestIsAsync("2000");
    }

    /// <summary>"The last 15 minutes" are others when the colleague looks.</summary>
    [Fact(Timeout = Limit)]
    public async Task ALinkToAViewKeepsItsTimes()
    {
        await using var service = await StartShopAsync();
        await using var visitor = await OpenAsync(service, "?q=level:error&since=15m");
        await Expect(visitor.Lines).ToHaveCountAsync(3);
        var before = TimeProvider.System.GetUtcNow();
        await visitor.PressAsync("y");
        await Expect(visitor.Notice).ToHaveTextAsync("The link is copied.");
        var link = await visitor.Page.EvaluateAsync<string>("navigator.clipboard.readText()");
        await using var colleague = await OpenAsync(service, link[service.Address.AbsoluteUri.Length..]);
        await Expect(colleague.Lines).ToHaveCountAsync(3);
        await colleague.QueryIsAsync("level:error");
        var (since, until) = (TimeOf(colleague, "since"), TimeOf(colleague, "until"));
        Assert.Equal(TimeSpan.FromMinutes(15), until - since);
        Assert.InRange(until, before.AddSeconds(-1), before.AddMinutes(1));
    }

    [Fact(Timeout = Limit)]
    public async Task MoreOfWhatLedUpToALineCanBeRead()
    {
        await using var service = await StartServiceAsync();
        await Docker.RunAsync("counter", "seq 101 199; exec sleep 100000");
        await HasLinesAsync(service, 99);
        await using var visitor = await OpenAsync(service);
        await visitor.Line("180").ClickAsync();
        var around = visitor.Detail.Locator(".around").GetByRole(AriaRole.Listitem);
        await Expect(around).ToHaveCountAsync(21);
        await visitor.Detail.GetByRole(AriaRole.Button, new() { Name = "More lines" }).ClickAsync();
        await Expect(around).ToHaveCountAsync(50 + 1 + 19);
    }

    static DateTimeOffset TimeOf(Visitor visitor, string name) => DateTimeOffset.Parse(visitor.AddressValue(name), CultureInfo.InvariantCulture);

    static ILocator FieldOf(Visitor visitor, string name) =>
        visitor.Detail.GetByRole(AriaRole.Row).Filter(new() { Has = visitor.Page.GetByRole(AriaRole.Rowheader, new() { Name = name, Exact = true }) });
}
