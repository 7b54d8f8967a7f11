using System;
using System.IO;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using LogAggregator.Api.UiSettings;
using Xunit;

namespace LogAggregator.Tests.Api.UiSettings;

public sealed class SettingsHandlerTests : IAsyncLifetime
{
    readonly string _folder = Directory.CreateTempSubdirectory("ui-settings").FullName;
    TestService? _service;

    TestService Service => _service!;

    public async ValueTask InitializeAsync() => _service = await TestService.StartAsync(settings: new() { ["LOG_DIRECTORY"] = _folder });

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task BeforeAnythingIsSetThereIsAnEmptyObject()
    {
        using var response = await Service.GetAsync("/ui/settings");
        Assert.Equal("{}", await response.Content.ReadAsStringAsync(TestService.Token));
        Assert.Equal("application/json; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.False(response.Headers.ETag!.IsWeak);
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
    }

    [Fact]
    public async Task WhatIsSetIsGivenBackByteForByte()
    {
        const string text = """ { "saved" : [ { "name":"Fehler", "q":"level:error \"ü\"" } ] , "theme":"dark" } """;
        using var put = await PutAsync(text);
        Assert.Equal(204, (int)put.StatusCode);
        using var get = await Service.GetAsync("/ui/settings");
        Assert.Equal(text, await get.Content.ReadAsStringAsync(TestService.Token));
        Assert.Equal(put.Headers.ETag, get.Headers.ETag);
    }

    [Fact]
    public async Task AChangeOfWhatStandsIsKeptAndOneOfWhatStoodIsNot()
    {
        using var first = await PutAsync("""{"a":1}""");
        using var second = await PutAsync("""{"a":2}""", first.Headers.ETag!.Tag);
        Assert.Equal(204, (int)second.StatusCode);
        using var late = await PutAsync("""{"a":3}""", first.Headers.ETag!.Tag);
        await TestService.ProblemAsync(late, 412);
        Assert.Equal(second.Headers.ETag, late.Headers.ETag);
        Assert.Equal("""{"a":2}""", await TextAsync());
    }

    [Theory]
    [InlineData("*", 204)]
    [InlineData("\"other\"", 412)]
    [InlineData("no tag", 412)]
    [InlineData("W/TAG", 412)]
    [InlineData("\"other\", TAG", 204)]
    public async Task ATagIsComparedStrongly(string ifMatch, int status)
    {
        using var first = await PutAsync("""{"a":1}""");
        using var second = await PutAsync("""{"a":2}""", ifMatch.Replace("TAG", first.Headers.ETag!.Tag, StringComparison.Ordinal));
        Assert.Equal(status, (int)second.StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("{\"a\":1")]
    [InlineData("{}{}")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{} // comment")]
    public async Task WhatIsNotOneObjectIsRefused(string body)
    {
        using var response = await PutAsync(body);
        await TestService.ProblemAsync(response, 400);
        Assert.Equal("{}", await TextAsync());
    }

    [Fact]
    public async Task TextThatIsNotUtf8IsRefused()
    {
        using var response = await PutAsync(new ByteArrayContent([.. "{\"a\":\""u8, 0xFF, .. "\"}"u8]));
        await TestService.ProblemAsync(response, 400);
    }

    [Theory]
    [InlineData(SettingsDocument.MaxBytes, false, 204)]
    [InlineData(SettingsDocument.MaxBytes, true, 204)]
    [InlineData(SettingsDocument.MaxBytes + 1, false, 413)]
    [InlineData(SettingsDocument.MaxBytes + 1, true, 413)]
    public async Task NoMoreThan256KiBAreKept(int bytes, bool isChunked, int status)
    {
        var body = Encoding.UTF8.GetBytes($$"""{"a":"{{new string('x', bytes - 8)}}"}""");
        using HttpContent content = isChunked ? new StreamContent(new UnseekableStream(body)) : new ByteArrayContent(body);
        using var response = await PutAsync(content);
        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task ADiskThatFailsIsSaid()
    {
        Directory.CreateDirectory(Path.Combine(_folder, SettingsFile.NewName));
        using var response = await PutAsync("""{"a":1}""");
        await TestService.ProblemAsync(response, 503);
        Assert.Equal("{}", await TextAsync());
    }

    Task<HttpResponseMessage> PutAsync(string body, string? ifMatch = null) => PutAsync(new StringContent(body), ifMatch);

    async Task<HttpResponseMessage> PutAsync(HttpContent body, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri("/ui/settings", UriKind.Relative)) { Content = body };
        if (ifMatch is not null) request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return await Service.Http.SendAsync(request, TestService.Token);
    }

    async Task<string> TextAsync()
    {
        using var response = await Service.GetAsync("/ui/settings");
        return await response.Content.ReadAsStringAsync(TestService.Token);
    }

    /// <summary>A body whose length is not known before: it is sent in chunks.</summary>
    sealed class UnseekableStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
