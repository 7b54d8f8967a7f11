using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Net.Http;
using System.Threading.Tasks;

namespace LogAggregator.Load;

/// <summary>Times the fixed set of queries over HTTP, one connection, warm page cache; prints medians.</summary>
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
        ("regular expression, newest 100", "/logs?limit=100&q=~%22user%5Cd%2B%20said%7Cno%20session%22"),
        ("count of a word, all history", "/logs/query?q=refused%20%7C%20stats%20count()"),
        ("counts by hour and level", "/logs/histogram?step=1h&by=level"),
        ("p95 of a field by service", "/logs/query?q=%7C%20stats%20p95(duration_ms)%20by%20service"),
        ("health", "/health"),
    ];

    public static async Task RunAsync(Uri service, int runs)
    {
        using var client = new HttpClient { BaseAddress = service };
        foreach (var (name, path) in Queries)
        {
            var times = new List<double>();
            for (var run = 0; run < runs; run++)
            {
                var from = Stopwatch.GetTimestamp();
                _ = await client.GetByteArrayAsync(new Uri(path, UriKind.Relative));
                times.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
            }

            Console.WriteLine($"{name,-40} p50 {Percentile.Of(times, 0.5),8:f2} ms   p99 {Percentile.Of(times, 0.99),8:f2} ms");
        }
    }
}
