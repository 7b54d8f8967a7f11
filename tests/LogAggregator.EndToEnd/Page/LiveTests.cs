using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using LogAggregator.EndToEnd.Harness;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace LogAggregator.EndToEnd.Page;

/// <summary>What is going on now.</summary>
[Collection(NewEngineTests.Name)]
public sealed class LiveTests(NewEngine engine, ChromiumBrowser browser) : PageCases(engine, browser)
{
    [Fact(Timeout = Limit)]
    public async Task ANewLineAppearsByItselfAtTheBottom()
    {
        await using var service = await StartServiceAsync();
        await Docker.RunAsync("counter", Scripts.ThenOnSignal("seq 1 200", "echo the next one; exec sleep 100000"));
        await HasLinesAsync(service, 200);
        await using var visitor = await OpenAsync(service);
        await visitor.NewestIsAsync("200");
        await PrintTheRestAsync("counter");
        await visitor.NewestIsAsync("the next one");
    }

    [Fact(Timeout = Limit)]
    public async Task ScrollingUpPausesAndResumingLeavesNoHoleThoughTheServiceWasKilledMeanwhile()
    {
        await using var service = await StartServiceAsync();
        await Docker.RunAsync("counter", Scripts.ThenOnSignal("seq 1 400", Scripts.Steady(400, 20, 50, from: 401) + "; exec sleep 100000"));
        await HasLinesAsync(service, 400);
        await using var visitor = await OpenAsync(service);
        await visitor.NewestIsAsync("400");
        await visitor.Scroller.HoverAsync();
        await visitor.Page.Mouse.WheelAsync(0, -2000);
        await Expect(visitor.Button("⇣ Newest")).ToBeVisibleAsync();
        var before = await FirstVisibleAsync(visitor);

        ALostConnectionIsExpected();
        await PrintTheRestAsync("counter");
        await Expect(visitor.Page.Locator(".resume")).ToContainTextAsync(" new");
        await service.KillAsync();
        await service.StartAgainAsync(onTheSamePort: true);
        await HasLinesAsync(service, 800);
        await Expect(visitor.Button("⇣ 400 new")).ToBeVisibleAsync();
        Assert.Equal(before, await FirstVisibleAsync(visitor));

        await visitor.Button("⇣ 400 new").ClickAsync();
        await visitor.NewestIsAsync("800");
        await Expect(visitor.Live).ToHaveTextAsync("● Live");
        Assert.Equal(Enumerable.Range(1, 800).Select(n => n.ToString(CultureInfo.InvariantCulture)), await visitor.AllMessagesAsync());
    }

    [Fact(Timeout = Limit)]
    public async Task ALostConnectionSaysSoAndComesBack()
    {
        await using var service = await StartServiceAsync();
        await Docker.RunAsync("counter", Scripts.ThenOnSignal("seq 1 10", "echo after it; exec sleep 100000"));
        await HasLinesAsync(service, 10);
        await using var visitor = await OpenAsync(service);
        await visitor.NewestIsAsync("10");

        ALostConnectionIsExpected();
        await service.KillAsync();
        await Expect(visitor.Live).ToHaveTextAsync("◌ Reconnecting…");
        await Expect(visitor.Sidebar.GetByRole(AriaRole.Status)).ToHaveTextAsync("The service does not answer.");
        await service.StartAgainAsync(onTheSamePort: true);
        await Expect(visitor.Live).ToHaveTextAsync("● Live");
        await Expect(visitor.Sidebar.GetByRole(AriaRole.Status)).ToContainTextAsync("All is well");
        await PrintTheRestAsync("counter");
        await visitor.NewestIsAsync("after it");
    }

    /// <summary>A connection to a service that hangs stays open, and says nothing.</summary>
    [Fact(Timeout = Limit)]
    public async Task AServiceThatHangsIsNoticedAndItsLinesComeWhenItGoesOn()
    {
        await using var service = await StartServiceAsync();
        await Docker.RunAsync("counter", Scripts.ThenOnSignal("seq 1 10", "echo after it; exec sleep 100000"));
        await HasLinesAsync(service, 10);
        await using var visitor = await OpenAsync(service);
        await visitor.NewestIsAsync("10");

        ALostConnectionIsExpected();
        service.Freeze();
        await Expect(visitor.Live).ToHaveTextAsync("◌ Reconnecting…");
        await visitor.Live.ClickAsync();
        await Expect(visitor.Live).ToHaveTextAsync("◌ Reconnecting…");
        await Expect(visitor.Lines).ToHaveCountAsync(10);
        await visitor.SearchForAsync("1");
        await Expect(visitor.Page.Locator(".rows")).ToHaveAttributeAsync("aria-busy", "true");
        service.Thaw();
        await Expect(visitor.Live).ToHaveTextAsync("● Live");
        await Expect(visitor.Lines).ToHaveCountAsync(2);
    }

    [Fact(Timeout = Limit)]
    public async Task ASearchThatTheServiceCouldNotAnswerIsDoneWhenItIsBack()
    {
        await using var service = await StartServiceAsync();
        await Docker.RunAsync("counter", "seq 1 10; exec sleep 100000");
        await HasLinesAsync(service, 10);
        await using var visitor = await OpenAsync(service);
        await visitor.NewestIsAsync("10");

        ALostConnectionIsExpected();
        await service.KillAsync();
        await visitor.SearchForAsync("7");
        await Expect(visitor.Page.Locator(".empty").GetByRole(AriaRole.Heading)).ToHaveTextAsync("The service does not answer.");
        await service.StartAgainAsync(onTheSamePort: true);
        await visitor.NewestIsAsync("7");
        await Expect(visitor.Live).ToHaveTextAsync("● Live");
    }

    /// <summary>The page stands still while more is printed than the service keeps for it.</summary>
    [Fact(Timeout = Limit)]
    public async Task WhatThePageWasTooSlowForIsSaidAndCanBeRead()
    {
        const int lines = 200_000;
        await using var service = await StartServiceAsync();
        await Docker.RunAsync("burst", Scripts.ThenOnSignal("echo before", $"seq 1 {lines}; until [ -e /tmp/end ]; do usleep 50000; done; echo the end; exec sleep 100000"));
        await HasLinesAsync(service, 1);
        await using var visitor = await OpenAsync(service);
        await visitor.NewestIsAsync("before");
        Assert.Equal(201, (await service.Api.PostAsync("""{"service":"test","level":"INFO","message":"the stream is open"}""")).Status);
        await visitor.NewestIsAsync("the stream is open");

        var debugger = await visitor.Page.Context.NewCDPSessionAsync(visitor.Page);
        await debugger.SendAsync("Debugger.enable");
        await debugger.SendAsync("Debugger.pause");
        await PrintTheRestAsync("burst");
        await Eventually.HoldsAsync(async () =>
        {
            var newest = await service.Api.RecordsAsync($"q={lines}&container=burst");
            return newest.Count > 0 ? null : "the lines are not all there";
        });
        await debugger.SendAsync("Debugger.resume");
        await debugger.DetachAsync();

        await Expect(visitor.Page.Locator(".dropped")).ToContainTextAsync("This page was too slow for");
        await Docker.CallAsync("exec", "burst", "touch", "/tmp/end");
        await visitor.NewestIsAsync("the end");
        await visitor.Button("show the newest").ClickAsync();
        await Expect(visitor.Page.Locator(".dropped")).ToHaveCountAsync(0);
        await visitor.NewestIsAsync("the end");
        await Expect(visitor.Lines.Nth(-2)).ToContainTextAsync(lines.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>The histogram may come later than the lines and take some of their room.</summary>
    [Fact(Timeout = Limit)]
    public async Task TheNewestLineAndTheOpenOneStayInViewWhenTheWindowShrinks()
    {
        await using var service = await StartServiceAsync();
        await Docker.RunAsync("counter", "seq 1 200; exec sleep 100000");
        await HasLinesAsync(service, 200);
        await using var visitor = await OpenAsync(service);
        await visitor.NewestIsAsync("200");
        await visitor.Page.SetViewportSizeAsync(1440, 700);
        await visitor.NewestIsAsync("200");
        await Expect(visitor.Live).ToHaveTextAsync("● Live");

        await visitor.PressAsync("j");
        await Expect(visitor.Detail).ToBeVisibleAsync();
        await Expect(visitor.Button("⇣ Newest")).ToBeVisibleAsync();
        await visitor.Page.SetViewportSizeAsync(1440, 500);
        await Expect(visitor.Line("200")).ToBeInViewportAsync(new() { Ratio = 0.5f });
    }

    [Fact(Timeout = Limit)]
    public async Task SpaceHoldsTheLinesAndLetsThemGoOn()
    {
        await using var service = await StartServiceAsync();
        await Docker.RunAsync("counter", Scripts.ThenOnSignal("seq 1 200", "echo the next one; exec sleep 100000"));
        await HasLinesAsync(service, 200);
        await using var visitor = await OpenAsync(service);
        await visitor.NewestIsAsync("200");
        await visitor.PressAsync("Space");
        await PrintTheRestAsync("counter");
        await Expect(visitor.Live).ToHaveTextAsync("▶ Resume · 1 new");
        await Expect(visitor.Line("the next one")).Not.ToBeInViewportAsync(new() { Ratio = 0.5f });
        await visitor.PressAsync("Space");
        await visitor.NewestIsAsync("the next one");
    }

    static Task<string> FirstVisibleAsync(Visitor visitor) => visitor.Scroller.EvaluateAsync<string>(
        "scroller => [...scroller.querySelectorAll('.row')].find(row => row.getBoundingClientRect().top >= scroller.getBoundingClientRect().top).querySelector('.message').textContent");
}
