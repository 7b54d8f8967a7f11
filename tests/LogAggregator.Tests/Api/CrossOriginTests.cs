using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Threading.Tasks;
using Xunit;

namespace LogAggregator.Tests.Api;

public sealed class CrossOriginTests
{
    static readonly Dictionary<string, string> Narrowed = new() { ["CORS_ORIGINS"] = "https://logs.example.org" };

    [Fact]
    public async Task AnyPageMayReadByDefault()
    {
        await using var service = await TestService.StartAsync();
        using var response = await SendAsync(service, HttpMethod.Get, "https://any.example.org");
        Assert.Equal("*", Assert.Single(response.Headers.GetValues("Access-Control-Allow-Origin")));
    }

    [Fact]
    public async Task AnErrorCanBeReadByPagesToo()
    {
        await using var service = await TestService.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/logs?limit=0", UriKind.Relative));
        request.Headers.Add("Origin", "https://any.example.org");
        using var response = await service.Http.SendAsync(request, TestService.Token);
        await TestService.ProblemAsync(response, 400);
        Assert.True(response.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task APreflightIsAnswered()
    {
        await using var service = await TestService.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Options, new Uri("/logs", UriKind.Relative));
        request.Headers.Add("Origin", "https://any.example.org");
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "content-type");
        using var response = await service.Http.SendAsync(request, TestService.Token);
        Assert.Equal(204, (int)response.StatusCode);
        Assert.Contains("content-type", string.Join(',', response.Headers.GetValues("Access-Control-Allow-Headers")), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("https://logs.example.org", true)]
    [InlineData("https://other.example.org", false)]
    public async Task ANarrowedListAllowsItsPagesAlone(string origin, bool allowed)
    {
        await using var service = await TestService.StartAsync(settings: Narrowed);
        using var response = await SendAsync(service, HttpMethod.Get, origin);
        Assert.Equal(allowed, response.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData("https://logs.example.org", 201)]
    [InlineData("https://other.example.org", 403)]
    [InlineData(null, 201)]
    public async Task ANarrowedListRefusesThePostsOfOtherPages(string? origin, int status)
    {
        await using var service = await TestService.StartAsync(settings: Narrowed);
        using var response = await SendAsync(service, HttpMethod.Post, origin);
        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task TheServicesOwnPageMayAlwaysPost()
    {
        await using var service = await TestService.StartAsync(settings: Narrowed);
        using var response = await SendAsync(service, HttpMethod.Post, service.Http.BaseAddress!.GetLeftPart(UriPartial.Authority));
        Assert.Equal(201, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("https://logs.example.org", 101)]
    [InlineData("https://other.example.org", 403)]
    public async Task ANarrowedListRefusesTheWebSocketsOfOtherPages(string origin, int status)
    {
        await using var service = await TestService.StartAsync(settings: Narrowed);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/ws/logs", UriKind.Relative));
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Connection", "Upgrade");
        request.Headers.Add("Upgrade", "websocket");
        request.Headers.Add("Sec-WebSocket-Version", "13");
        request.Headers.Add("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
        using var response = await service.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestService.Token);
        Assert.Equal(status, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("*")]
    [InlineData("https://logs.example.org")]
    public async Task NoPreflightLetsAnotherPageReplaceTheSettings(string origins)
    {
        await using var service = await TestService.StartAsync(settings: new() { ["CORS_ORIGINS"] = origins });
        using var request = new HttpRequestMessage(HttpMethod.Options, new Uri("/ui/settings", UriKind.Relative));
        request.Headers.Add("Origin", "https://logs.example.org");
        request.Headers.Add("Access-Control-Request-Method", "PUT");
        using var response = await service.Http.SendAsync(request, TestService.Token);
        Assert.DoesNotContain("PUT", string.Join(',', response.Headers.GetValues("Access-Control-Allow-Methods")), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("*", "https://logs.example.org", 403)]
    [InlineData("*", "null", 403)]
    [InlineData("https://logs.example.org", "https://other.example.org", 403)]
    [InlineData("https://logs.example.org", "https://logs.example.org", 400)] // Behind a proxy its own page may look like this. 400: it got past.
    [InlineData("*", "http://OWN", 400)]
    [InlineData("*", "https://OWN", 400)]
    [InlineData("*", null, 400)]
    public async Task OnlyThePageItselfMayReplaceTheSettings(string origins, string? origin, int status)
    {
        await using var service = await TestService.StartAsync(settings: new() { ["CORS_ORIGINS"] = origins });
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri("/ui/settings", UriKind.Relative)) { Content = new StringContent("no JSON") };
        if (origin is not null) request.Headers.Add("Origin", origin.Replace("OWN", service.Http.BaseAddress!.Authority, StringComparison.Ordinal));
        using var response = await service.Http.SendAsync(request, TestService.Token);
        await TestService.ProblemAsync(response, status);
    }

    static async Task<HttpResponseMessage> SendAsync(TestService service, HttpMethod method, string? origin)
    {
        using var request = new HttpRequestMessage(method, new Uri("/logs", UriKind.Relative));
        if (origin is not null) request.Headers.Add("Origin", origin);
        if (method == HttpMethod.Post) request.Content = new StringContent("""{"service":"s","level":"INFO","message":"m"}""");
        return await service.Http.SendAsync(request, TestService.Token);
    }
}
