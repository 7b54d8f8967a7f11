using System.Linq;
using System.Threading.Tasks;
using LogAggregator.EndToEnd.Harness;
using Microsoft.Playwright;
using Xunit;

namespace LogAggregator.EndToEnd.Page;

/// <summary>
/// Base of the tests of the page: what a person does in a real browser, with the published binary and a real engine behind it. One engine
/// is enough: what differs between engines is behind the API. After each test there must be no complaint of the browser.
/// </summary>
public abstract class PageCases(NewEngine engine, ChromiumBrowser browser) : EngineCases(engine)
{
    readonly Complaints _complaints = new();

    private protected Complaints Complaints => _complaints;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Assert.True(_complaints.Unexpected.Count == 0, "The browser complains:\n" + string.Join('\n', _complaints.Unexpected));
    }

    /// <summary>A person opens the page in a browser window of their own.</summary>
    /// <param name="service">Whose page.</param>
    /// <param name="path">With the query that the address has, <c>?q=…</c>.</param>
    private protected async Task<Visitor> OpenAsync(ServiceProcess service, string path = "") => await Visitor.OpenAsync(
        await browser.BrowserAsync(), service.Address, path, new() { ColorScheme = ColorScheme.Dark, ViewportSize = new() { Width = 1440, Height = 900 } }, _complaints);

    /// <summary>A service that has the lines of <see cref="ShopScene"/>.</summary>
    private protected async Task<ServiceProcess> StartShopAsync()
    {
        var service = await StartServiceAsync();
        await ShopScene.StartAsync(Docker);
        await HasLinesAsync(service, ShopScene.Lines);
        return service;
    }

    /// <summary>Waits until the service has so many lines, and the starts of the containers that printed them: they may come a moment later.</summary>
    private protected static Task HasLinesAsync(ServiceProcess service, int count) => Eventually.HoldsAsync(async () =>
    {
        var records = (await service.Api.EveryRecordAsync("")).ToLookup(record => record.IsLifecycle);
        if (records[false].Count() != count) return $"there are {records[false].Count()} lines, not {count}";
        var started = records[true].Select(record => record.Container).ToHashSet();
        var silent = records[false].Where(record => record.Stream.Length > 0 && !started.Contains(record.Container)).Select(record => record.Container).Distinct().ToList();
        return silent.Count == 0 ? null : $"the starts of {string.Join(", ", silent)} are not there";
    });

    /// <summary>A container that runs <see cref="Scripts.ThenOnSignal"/> goes on.</summary>
    private protected Task PrintTheRestAsync(string container) => Docker.CallAsync("exec", container, "touch", "/tmp/go");

    /// <summary>The test ends the service; the browser writes of each request that fails then.</summary>
    private protected void ALostConnectionIsExpected()
    {
        Complaints.Expect("WebSocket connection to");
        Complaints.Expect("Failed to load resource: net::ERR_");
    }
}
