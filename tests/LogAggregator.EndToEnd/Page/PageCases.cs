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

    /// <summary>Waits until the service has so many records.</summary>
    private protected static Task HasLinesAsync(ServiceProcess service, int count, string query = "") => Eventually.HoldsAsync(async () =>
    {
        var records = await service.Api.RecordsAsync(query);
        return records.Count == count ? null : $"there are {records.Count} lines, not {count}";
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
