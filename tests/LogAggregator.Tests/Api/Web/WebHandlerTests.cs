using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using LogAggregator.Api.Web;
using Xunit;

namespace LogAggregator.Tests.Api.Web;

/// <summary>The page that is in the binary.</summary>
public sealed partial class WebHandlerTests
{
    /// <summary>What a browser fetches before it shows the page, in gzip.</summary>
    const long MaxFirstLoadBytes = 120_000;

    [Fact]
    public async Task TheWholePageIsThereAndSmallOnTheWire()
    {
        await using var service = await TestService.StartAsync();
        using var page = await GetAsync(service, "/", ("Accept-Encoding", "gzip"));
        var html = Encoding.UTF8.GetString(await UnpackAsync(page, Assert.Single(page.Content.Headers.ContentEncoding)));
        Assert.Contains("""<div id="page">""", html, StringComparison.Ordinal);
        var references = Reference().Matches(html).Select(match => match.Groups[1].Value).ToList();
        Assert.Contains(references, reference => reference.EndsWith(".js", StringComparison.Ordinal));
        var size = page.Content.Headers.ContentLength;
        foreach (var reference in references)
        {
            using var file = await GetAsync(service, reference.TrimStart('.'), ("Accept-Encoding", "gzip"));
            Assert.True(file.StatusCode == HttpStatusCode.OK, reference);
            size += file.Content.Headers.ContentLength;
        }

        Assert.InRange(size ?? 0, 1, MaxFirstLoadBytes);
    }

    [Theory]
    [InlineData("br, gzip", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("identity", "")]
    public async Task EveryFileIsTheSameInEveryCoding(string accepted, string coding)
    {
        await using var service = await TestService.StartAsync();
        foreach (var (name, file) in WebFiles.All)
        {
            using var response = await GetAsync(service, PathOf(name), ("Accept-Encoding", accepted));
            Assert.True(response.StatusCode == HttpStatusCode.OK, name);
            Assert.Equal(file.ContentType, response.Content.Headers.ContentType?.ToString());
            Assert.Contains("Accept-Encoding", response.Headers.Vary);
            var used = string.Join(',', response.Content.Headers.ContentEncoding);
            Assert.Contains(used, new[] { coding, "" });
            Assert.Equal(file.For([]).Bytes, await UnpackAsync(response, used));
        }
    }

    [Fact]
    public async Task WhatTheClientHasIsNotSentAgain()
    {
        await using var service = await TestService.StartAsync();
        foreach (var name in WebFiles.All.Keys)
        {
            using var first = await GetAsync(service, PathOf(name), ("Accept-Encoding", "br"));
            var tag = first.Headers.ETag!;
            Assert.False(tag.IsWeak);
            foreach (var held in new[] { tag.Tag, $"\"other\", W/{tag.Tag}", "*" })
            {
                using var again = await GetAsync(service, PathOf(name), ("Accept-Encoding", "br"), ("If-None-Match", held));
                Assert.True(again.StatusCode == HttpStatusCode.NotModified, $"{name} with {held}");
                Assert.Equal((tag, first.Headers.CacheControl), (again.Headers.ETag, again.Headers.CacheControl));
                Assert.Empty(await again.Content.ReadAsByteArrayAsync(TestService.Token));
            }
        }
    }

    [Fact]
    public async Task WhatTheClientHasOfAnotherVersionIsSentAgain()
    {
        await using var service = await TestService.StartAsync();
        using var response = await GetAsync(service, "/", ("If-None-Match", "\"other\""));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task ThePageIsAskedForAgainAndItsAssetsAreNot()
    {
        await using var service = await TestService.StartAsync();
        foreach (var name in WebFiles.All.Keys)
        {
            using var response = await GetAsync(service, PathOf(name));
            var asset = name.StartsWith("assets/", StringComparison.Ordinal);
            Assert.Equal(asset ? TimeSpan.FromDays(365) : null, response.Headers.CacheControl!.MaxAge);
            Assert.Equal(!asset, response.Headers.CacheControl.NoCache);
        }
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/icon.svg")]
    public async Task ThePolicyLetsNothingRunButThePagesOwnFiles(string path)
    {
        await using var service = await TestService.StartAsync();
        using var response = await GetAsync(service, path);
        Assert.Equal(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            Assert.Single(response.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
    }

    [Theory]
    [InlineData("/assets/nothing.js")]
    [InlineData("/assets/")]
    [InlineData("/assets/..%2Findex.html")]
    [InlineData("/index.html")]
    [InlineData("/icon.svg.br")]
    public async Task WhatIsNotAFileOfThePageIsAProblem(string path)
    {
        await using var service = await TestService.StartAsync();
        using var response = await GetAsync(service, path);
        await TestService.ProblemAsync(response, 404);
    }

    static string PathOf(string name) => name == "index.html" ? "/" : "/" + name;

    static async Task<HttpResponseMessage> GetAsync(TestService service, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.Add("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        return await service.Http.SendAsync(request, TestService.Token);
    }

    static async Task<byte[]> UnpackAsync(HttpResponseMessage response, string coding)
    {
        var sent = await response.Content.ReadAsStreamAsync(TestService.Token);
        await using var plain = coding switch
        {
            "br" => new BrotliStream(sent, CompressionMode.Decompress),
            "gzip" => new GZipStream(sent, CompressionMode.Decompress),
            _ => sent,
        };
        using var copy = new MemoryStream();
        await plain.CopyToAsync(copy, TestService.Token);
        return copy.ToArray();
    }

    [GeneratedRegex("""(?:src|href)="([^"]+)""")]
    private static partial Regex Reference();
}
