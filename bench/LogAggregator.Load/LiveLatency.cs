using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Net.Http;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace LogAggregator.Load;

/// <summary>Posts records that carry the time they were sent, and times how long until a WebSocket reader has each.</summary>
static class LiveLatency
{
    public static async Task RunAsync(Uri service, int rate, int seconds)
    {
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new UriBuilder(service) { Scheme = "ws", Path = "/ws/logs", Query = "service=live-latency" }.Uri, CancellationToken.None);
        var latencies = new List<double>();
        var total = rate * seconds;
        var reading = ReadAsync(socket, total, latencies);
        await SendAsync(service, rate, total);
        await Task.WhenAny(reading, Task.Delay(TimeSpan.FromSeconds(10)));
        lock (latencies)
            Console.WriteLine($"live: {latencies.Count:n0} of {total:n0} received; p50 {Percentile.Of(latencies, 0.5):f1} ms, p99 {Percentile.Of(latencies, 0.99):f1} ms, max {Percentile.Of(latencies, 1):f1} ms");
    }

    static async Task SendAsync(Uri service, int rate, int total)
    {
        using var client = new HttpClient();
        var clock = Stopwatch.StartNew();
        for (var sent = 0; sent < total;)
        {
            var due = Math.Min(total, (int)(clock.Elapsed.TotalSeconds * rate) + 1);
            var body = new StringBuilder();
            for (; sent < due; sent++)
                body.Append($$$"""{"service":"live-latency","level":"INFO","message":"number {{{sent}}}","metadata":{"sent":{{{Stopwatch.GetTimestamp()}}}}}""").Append('\n');
            if (body.Length > 0)
            {
                using var answer = await client.PostAsync(new Uri(service, "logs"), new StringContent(body.ToString(), Encoding.UTF8, "application/x-ndjson"));
                answer.EnsureSuccessStatusCode();
            }

            await Task.Delay(1);
        }
    }

    static async Task ReadAsync(ClientWebSocket socket, int total, List<double> latencies)
    {
        var buffer = new byte[64 * 1024];
        for (var n = 0; n < total; n++)
        {
            var message = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
            var now = Stopwatch.GetTimestamp();
            using var record = JsonDocument.Parse(buffer.AsMemory(0, message.Count));
            var sent = record.RootElement.GetProperty("metadata").GetProperty("sent").GetInt64();
            lock (latencies) latencies.Add(Stopwatch.GetElapsedTime(sent, now).TotalMilliseconds);
        }
    }
}
