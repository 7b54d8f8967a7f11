using System;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Collect.Docker.Engine;
using Xunit;

namespace LogAggregator.Tests.Collect.Docker.Engine;

public sealed class GetOnlyHandlerTests
{
    [Theory]
    [InlineData("/_ping")]
    [InlineData("/version")]
    [InlineData("/v1.41/info")]
    [InlineData("/v1.41/events")]
    [InlineData("/v1.41/containers/json")]
    [InlineData("/v1.41/containers/0123abcd/json")]
    [InlineData("/containers/my_name-1.x/logs")]
    public void WhatReadingTakesIsAllowed(string path) => Assert.True(GetOnlyHandler.Allows(HttpMethod.Get, path));

    [Theory]
    [InlineData("/v1.41/containers/abc/archive")]
    [InlineData("/v1.41/containers/abc/export")]
    [InlineData("/v1.41/containers/abc/attach/ws")]
    [InlineData("/v1.41/containers/abc/logs/../export")]
    [InlineData("/v1.41/containers/../logs")]
    [InlineData("/v1.41/containers/abc%2Fexport/logs")]
    [InlineData("/v1.41/images/json")]
    [InlineData("/v1.41/containers/json\n")]
    [InlineData("/")]
    [InlineData("/x/_ping")]
    public void AnyOtherPathIsRefused(string path) => Assert.False(GetOnlyHandler.Allows(HttpMethod.Get, path));

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("HEAD")]
    [InlineData("PATCH")]
    public async Task AnyOtherMethodNeverReachesTheSocket(string method)
    {
        var inner = new Recorder();
        using var client = new HttpClient(new GetOnlyHandler(inner)) { BaseAddress = new Uri("http://docker") };
        using var request = new HttpRequestMessage(new HttpMethod(method), "/v1.41/containers/json");
        await Assert.ThrowsAsync<InvalidOperationException>(() => client.SendAsync(request, TestContext.Current.CancellationToken));
        Assert.Equal(0, inner.Requests);
    }

    [Fact]
    public async Task AGetPasses()
    {
        var inner = new Recorder();
        using var client = new HttpClient(new GetOnlyHandler(inner)) { BaseAddress = new Uri("http://docker") };
        using var response = await client.GetAsync("/v1.41/containers/json?all=1", TestContext.Current.CancellationToken);
        Assert.Equal(1, inner.Requests);
    }

    sealed class Recorder : HttpMessageHandler
    {
        public int Requests { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests++;
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK));
        }
    }
}
