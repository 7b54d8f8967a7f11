using System;
using System.Net.Http;
using System.Threading.Tasks;
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
    public async Task ABrowserGetsThePage()
    {
        await using var service = await TestService.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/?q=level:error", UriKind.Relative));
        request.Headers.Add("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        using var response = await service.Http.SendAsync(request, TestService.Token);
        Assert.Equal("text/html; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.Equal(["Accept", "Accept-Encoding"], response.Headers.Vary);
    }
}
