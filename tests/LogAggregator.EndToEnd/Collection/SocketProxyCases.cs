using System;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using LogAggregator.EndToEnd.Harness;
using Xunit;

namespace LogAggregator.EndToEnd.Collection;

/// <summary>The hardened variant of docker-compose.yml: nginx alone has the socket, and lets pass the GET requests that collecting needs.</summary>
public abstract class SocketProxyCases(SharedEngine engine) : EngineCases(engine)
{
    static readonly (string Method, string Path)[] Refused =
    [
        ("GET", "containers/any/archive?path=/etc/passwd"),
        ("GET", "containers/any/export"),
        ("GET", "containers/any/attach/ws"),
        ("GET", "containers/any%2Farchive/json"),
        ("GET", "v1.41/images/json"),
        ("POST", "containers/create"),
        ("POST", "containers/any/json"),
        ("DELETE", "v1.41/containers/any/json"),
    ];

    [Fact(Timeout = Limit)]
    public async Task BehindTheSocketProxyEveryLineIsCollected()
    {
        await using var nginx = await NginxProxy.StartAsync(Daemon.SocketPath);
        await Docker.RunAsync("proxied", Scripts.ThenOnSignal("seq 1 1000", "seq 1001 2000; sleep 100000"));
        await using var service = await StartServiceAsync(nginx.Endpoint, []);
        await LinesAreThereAsync(service, "proxied", 1000);
        await Docker.CallAsync("exec", "proxied", "touch", "/tmp/go");
        await LinesAreThereAsync(service, "proxied", 2000);
        await Docker.RunAsync("new", Scripts.Burst(100));
        await LinesAreThereAsync(service, "new", 100);
        Assert.Equal("healthy", (string?)(await service.Api.GetAsync("health"))["status"]);
    }

    [Fact(Timeout = Limit)]
    public async Task NothingElsePassesTheSocketProxy()
    {
        await using var nginx = await NginxProxy.StartAsync(Daemon.SocketPath);
        await Docker.RunAsync("any", "sleep 100000");
        using var http = new HttpClient { BaseAddress = nginx.Address };
        Assert.Equal(HttpStatusCode.OK, await StatusOfAsync(http, "GET", "containers/any/json"));
        foreach (var (method, path) in Refused)
            Assert.Equal((method, path, HttpStatusCode.Forbidden), (method, path, await StatusOfAsync(http, method, path)));
    }

    static async Task<HttpStatusCode> StatusOfAsync(HttpClient http, string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}

[Collection(OldEngineTests.Name)]
public sealed class SocketProxyOnDocker20(OldEngine engine) : SocketProxyCases(engine);

[Collection(NewEngineTests.Name)]
public sealed class SocketProxyOnDocker26(NewEngine engine) : SocketProxyCases(engine);
