using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using LogAggregator.Api;
using Xunit;

namespace LogAggregator.Tests.Api;

public sealed class RoutesTests
{
    [Fact]
    public async Task TheDescriptionAndTheRoutesAreTheSame()
    {
        await using var service = await TestService.StartAsync();
        var description = JsonNode.Parse(EmbeddedFile.Read("openapi.json"))!;
        var described = description["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject().Select(method => $"{method.Key.ToUpperInvariant()} {path.Key}"));
        Assert.Equal(service.Routes().Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void TheDescriptionRefersOnlyToWhatItHolds()
    {
        var description = JsonNode.Parse(EmbeddedFile.Read("openapi.json"))!;
        var schemas = description["components"]!["schemas"]!.AsObject().Select(schema => "#/components/schemas/" + schema.Key).ToHashSet();
        Assert.Subset(schemas, References(description).ToHashSet());
    }

    [Fact]
    public void TheDescriptionHasTheVersionOfTheProgram() =>
        Assert.Equal(LogAggregator.Status.ProductVersion.Text, (string)JsonNode.Parse(EmbeddedFile.Read("openapi.json"))!["info"]!["version"]!);

    [Fact]
    public async Task HeadAnswersAsGetDoesWithoutABody()
    {
        await using var service = await TestService.StartAsync();
        foreach (var path in new[] { "/", "/icon.svg", "/health", "/logs", "/containers", "/metrics", "/openapi.json", "/api/v1/logs" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Head, new Uri(path, UriKind.Relative));
            using var response = await service.Http.SendAsync(request, TestService.Token);
            Assert.True((int)response.StatusCode == 200, path);
            Assert.Empty(await response.Content.ReadAsByteArrayAsync(TestService.Token));
        }
    }

    [Theory]
    [InlineData("GET", "/nothing", 404)]
    [InlineData("GET", "/logs/nothing", 404)]
    [InlineData("DELETE", "/logs", 405)]
    [InlineData("POST", "/health", 405)]
    [InlineData("GET", "/api/v1/logs/collect", 405)]
    public async Task WhatIsNotThereIsAProblemToo(string method, string path, int status)
    {
        await using var service = await TestService.StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
        using var response = await service.Http.SendAsync(request, TestService.Token);
        var problem = await TestService.ProblemAsync(response, status);
        Assert.Contains(path, (string)problem["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EveryAnswerKeepsBrowsersFromTakingItForSomethingElse()
    {
        await using var service = await TestService.StartAsync();
        foreach (var path in new[] { "/", "/logs", "/nothing", "/logs?limit=0" })
        {
            using var response = await service.GetAsync(path);
            Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
            Assert.Contains("default-src 'none'", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
            Assert.False(response.Headers.Contains("Server"));
        }
    }

    static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject o => o.SelectMany(property => property.Key == "$ref" ? [(string)property.Value!] : References(property.Value)),
        JsonArray a => a.SelectMany(References),
        _ => [],
    };
}
