using System.Threading.Tasks;
using LogAggregator.EndToEnd.Harness;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace LogAggregator.EndToEnd.Page;

/// <summary>Where there is nothing to show, the page tells what to do.</summary>
[Collection(NewEngineTests.Name)]
public sealed class EmptyPageTests(NewEngine engine, ChromiumBrowser browser) : PageCases(engine, browser)
{
    [Fact(Timeout = Limit)]
    public async Task WithoutDockerItSaysWhichSocketIsMissingAndHowToMountIt()
    {
        await using var service = await ServiceProcess.StartAsync(null);
        await using var visitor = await OpenAsync(service);
        var empty = visitor.Page.Locator(".empty");
        await Expect(empty.GetByRole(AriaRole.Heading)).ToHaveTextAsync("Docker is not reached.");
        await Expect(empty).ToContainTextAsync("/nowhere/docker.sock");
        await Expect(empty).ToContainTextAsync("-v /var/run/docker.sock:/var/run/docker.sock:ro --group-add");
    }

    [Fact(Timeout = Limit)]
    public async Task BeforeTheFirstLineItWaitsAndTheFirstLineAppears()
    {
        await using var service = await StartServiceAsync();
        await using var visitor = await OpenAsync(service);
        await Expect(visitor.Page.Locator(".empty").GetByRole(AriaRole.Heading)).ToHaveTextAsync("No lines yet.");
        await Expect(visitor.Sidebar).ToContainTextAsync("No containers yet.");
        await Docker.RunAsync("first", "echo hello; exec sleep 100000");
        await visitor.NewestIsAsync("hello");
        await Expect(visitor.Container("first")).ToBeVisibleAsync();
    }
}
