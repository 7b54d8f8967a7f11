using LogAggregator.Collect.Docker.Engine;
using Xunit;

namespace LogAggregator.Tests.Collect.Docker.Engine;

public sealed class DockerEndpointTests
{
    static readonly DockerTls Certificates = new(null, null);

    [Theory]
    [InlineData("unix:///var/run/docker.sock", "/var/run/docker.sock")]
    [InlineData("/run/podman/podman.sock", "/run/podman/podman.sock")]
    public void ASocketIsAPath(string text, string path)
    {
        Assert.True(DockerEndpoint.TryParse(text, Certificates, out var endpoint, out _));
        Assert.Equal((text, path, "http://docker/", null), (endpoint.Text, endpoint.SocketPath, endpoint.BaseAddress.ToString(), endpoint.Tls));
    }

    [Theory]
    [InlineData("tcp://proxy:2375", false, "http://proxy:2375/")]
    [InlineData("tcp://proxy", false, "http://proxy:2375/")]
    [InlineData("tcp://build.example:2376", true, "https://build.example:2376/")]
    [InlineData("tcp://build.example", true, "https://build.example:2376/")]
    [InlineData("http://proxy:80/", true, "http://proxy/")]
    [InlineData("https://10.0.0.7:443", true, "https://10.0.0.7/")]
    [InlineData("https://10.0.0.7", false, "https://10.0.0.7:2376/")]
    [InlineData("tcp://[::1]:2375", false, "http://[::1]:2375/")]
    public void AHostIsSpokenToWithOrWithoutTls(string text, bool certificates, string address)
    {
        Assert.True(DockerEndpoint.TryParse(text, certificates ? Certificates : null, out var endpoint, out _));
        Assert.Equal((null, address), (endpoint.SocketPath, endpoint.BaseAddress.ToString()));
        Assert.Equal(certificates && address.StartsWith("https", System.StringComparison.Ordinal), endpoint.Tls is not null);
    }

    [Theory]
    [InlineData("unix://")]
    [InlineData("unix://relative.sock")]
    [InlineData("docker.sock")]
    [InlineData("ssh://user@host")]
    [InlineData("npipe:////./pipe/docker_engine")]
    [InlineData("tcp://")]
    [InlineData("tcp://user:secret@host:2375")]
    [InlineData("tcp://host:2375/path")]
    [InlineData("tcp://host:99999")]
    [InlineData("ftp://host")]
    [InlineData("unix:///a/very/long/path/that/goes/on/and/on/a/very/long/path/that/goes/on/and/on/a/very/long/path/that/goes/on/docker.sock")]
    public void WhatCannotBeUsedIsNamedInASentence(string text)
    {
        Assert.False(DockerEndpoint.TryParse(text, null, out var endpoint, out var problem));
        Assert.Null(endpoint);
        Assert.StartsWith($"'{text}' ", problem, System.StringComparison.Ordinal);
        Assert.EndsWith(".", problem, System.StringComparison.Ordinal);
    }

    [Fact]
    public void SeveralAreSeparatedByCommasAndAllProblemsAreTold()
    {
        var endpoints = DockerEndpoint.ParseAll("unix:///a.sock, tcp://b:2375,bad,,unix:///a.sock", null, out var problems);
        Assert.Equal(["unix:///a.sock", "tcp://b:2375"], System.Linq.Enumerable.Select(endpoints, endpoint => endpoint.Text));
        Assert.Equal(2, problems.Count);
    }
}
