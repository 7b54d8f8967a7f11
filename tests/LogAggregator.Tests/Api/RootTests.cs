using System;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using LogAggregator.Api;
using Xunit;

namespace LogAggregator.Tests.Api;

public sealed class RootTests
{
    [Fact]
    public async Task AProgramGetsADescription()
    {
        await using var service = await TestService.StartAsync();
        var body = await service.GetJsonAsync("/");
        Assert.Equal(("Log Aggregator Service", "running"), ((string)body["service"]!, (string)body["status"]!));
    }

    [Fact]
    public async Task ABrowserGetsThePageAndAPolicyThatLetsOnlyItsOwnScriptRun()
    {
        await using var service = await TestService.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/", UriKind.Relative));
        request.Headers.Add("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        using var response = await service.Http.SendAsync(request, TestService.Token);
        Assert.Equal("text/html; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("script-src 'sha256-", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
    }

    [Fact]
    public void ThePageNeverTakesLinesForMarkup()
    {
        var page = Encoding.UTF8.GetString(EmbeddedFile.Read("index.html"));
        Assert.DoesNotContain("innerHTML", page, StringComparison.Ordinal);
        Assert.DoesNotContain("://", page.Replace("http://www.w3.org", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }
}
