using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Net.Http;
using System.Threading.Tasks;
using Xunit;

namespace LogAggregator.EndToEnd.Harness;

/// <summary>nginx before an engine's socket, with the configuration of deploy/socket-proxy.conf: only port, socket and pid file differ.</summary>
sealed class NginxProxy : IAsyncDisposable
{
    readonly Process _process;
    readonly string _log;

    NginxProxy(Process process, string log, int port)
    {
        (_process, _log) = (process, log);
        Address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/"));
    }

    public Uri Address { get; }

    public string Endpoint => $"tcp://{Address.Authority}";

    public static async Task<NginxProxy> StartAsync(string socketPath)
    {
        var folder = TestEnvironment.NewFolder("n");
        var port = FreePort.Next();
        var configuration = Path.Combine(folder, "nginx.conf");
        var text = await File.ReadAllTextAsync(Path.Combine(TestEnvironment.Repository, "deploy", "socket-proxy.conf"));
        await File.WriteAllTextAsync(configuration, text
            .Replace("/var/run/docker.sock", socketPath, StringComparison.Ordinal)
            .Replace("/run/nginx.pid", Path.Combine(folder, "pid"), StringComparison.Ordinal)
            .Replace("listen 2375", string.Create(CultureInfo.InvariantCulture, $"listen 127.0.0.1:{port}"), StringComparison.Ordinal));
        var log = Path.Combine(folder, "log");
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec nginx -c \"$0\" -g 'daemon off;' >\"$1\" 2>&1", configuration, log]);
        var proxy = new NginxProxy(Process.Start(start) ?? throw new InvalidOperationException("no shell"), log, port);
        using var http = new HttpClient { BaseAddress = proxy.Address };
        await Eventually.IsTrueAsync(async () => await proxy.AnswersAsync(http), "nginx does not serve");
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        Signal.Send(_process.Id, Signal.Terminate);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    async Task<bool> AnswersAsync(HttpClient http)
    {
        Assert.False(_process.HasExited, $"nginx has ended: {(File.Exists(_log) ? await File.ReadAllTextAsync(_log) : "")}");
        try
        {
            return (await http.GetAsync(new Uri("_ping", UriKind.Relative))).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
