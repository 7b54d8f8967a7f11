using System;
using System.IO;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;

namespace LogAggregator.Cli;

/// <summary><c>healthcheck</c>: asks the service on this machine how it does, for Docker's HEALTHCHECK.</summary>
static class HealthCheckCommand
{
    /// <summary>An answer later than this counts as none.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>0 if it keeps lines, be it degraded; 1 if it is unhealthy or does not answer.</summary>
    public static async Task<int> RunAsync(int port, TextWriter output)
    {
        using var http = new HttpClient { Timeout = Patience };
        try
        {
            var body = await http.GetByteArrayAsync(new Uri($"http://127.0.0.1:{port}/health"));
            using var health = JsonDocument.Parse(body);
            var status = health.RootElement.GetProperty("status").GetString();
            await output.WriteLineAsync(status);
            return status == "unhealthy" ? 1 : 0;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException or JsonException or InvalidOperationException or System.Collections.Generic.KeyNotFoundException)
        {
            await output.WriteLineAsync($"no healthy answer on port {port}: {exception.Message}");
            return 1;
        }
    }
}
