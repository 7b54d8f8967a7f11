using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;

namespace LogAggregator.Load;

/// <summary>Times the fixed set of queries over HTTP, one connection, warm page cache; prints the first time, medians and the 99th percentile.</summary>
static class Querying
{
    static readonly (string Name, string Path)[] Queries =
    [
        ("newest 100", "/logs?limit=100"),
        ("newest 100 errors of one container", "/logs?limit=100&container=prod-api-3&level=error"),
        ("newest 100 of a rare level", "/logs?limit=100&level=debug&container=prod-system-1"),
        ("newest 100 with a common word", "/logs?limit=100&q=processed"),
        ("newest 100 with a phrase", "/logs?limit=100&q=%22connection%20refused%22"),
        ("absent letters, all history", "/logs?limit=100&q=zqxjk"),
        ("absent hex digits, all history", "/logs?limit=100&q=9f8e7d6c5b4a"),
        ("an id that is absent, all history", "/logs?limit=100&q=%224bf92f3577b34da6a3ce929d0e0e4736%22"),
        ("regular expression, newest 100", "/logs?limit=100&q=~%22user%5Cd%2B%20said%7Cno%20session%22"),
        ("count of a word, all history", "/logs/query?q=refused%20%7C%20stats%20count()"),
        ("counts by hour and level", "/logs/histogram?step=1h&by=level"),
        ("p95 of a field by service", "/logs/query?q=%7C%20stats%20p95(duration_ms)%20by%20service"),
        ("patterns of all history", "/logs/patterns"),
        ("health", "/health"),
    ];

    public static async Task RunAsync(Uri service, int runs)
    {
        using var client = new HttpClient { BaseAddress = service };
        var id = await IdAsync(client);
        foreach (var (name, path) in Queries.Append(("an id that exists, all history", $"/logs?limit=100&q=%22{id}%22")))
        {
            var times = new List<double>();
            for (var run = 0; run < runs; run++)
            {
                var from = Stopwatch.GetTimestamp();
                _ = await client.GetByteArrayAsync(new Uri(path, UriKind.Relative));
                times.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
            }

            Console.WriteLine($"{name,-40} first {times[0],8:f2} ms   p50 {Percentile.Of(times, 0.5),8:f2} ms   p99 {Percentile.Of(times, 0.99),8:f2} ms");
        }
    }

    /// <summary>The trace of a record of the first minutes: the corpus gives it about five times.</summary>
    static async Task<string> IdAsync(HttpClient client)
    {
        var page = await client.GetByteArrayAsync(new Uri("/logs?limit=1&container=prod-api-3&q=trace_id:*&until=2026-11-01T00:10:00Z", UriKind.Relative));
        return Encoding.UTF8.GetString(page) is var text && text.IndexOf("\"trace_id\":\"", StringComparison.Ordinal) is >= 0 and var at ? text.Substring(at + 12, 32) : "none";
    }
}
