using System;
using System.Globalization;

namespace LogAggregator.Load.Corpus;

/// <summary>The variables of log lines: addresses, users, paths, ids, durations. All from one seeded generator.</summary>
sealed class Values(Random random)
{
    static readonly string[] Resources = ["users", "orders", "items", "carts", "payments", "sessions", "events", "reports", "devices", "sensors", "invoices", "search"];
    static readonly string[] Agents =
    [
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
        "Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
        "curl/8.11.0", "Prometheus/3.0.1", "kube-probe/1.31", "Go-http-client/1.1", "python-requests/2.32.3",
    ];

    readonly Zipf _users = new(20_000);
    readonly Zipf _addresses = new(50_000);
    readonly Zipf _resources = new(Resources.Length);
    readonly Zipf _agents = new(Agents.Length);
    readonly string[] _recentTraces = new string[64];

    public Random Random { get; } = random;

    public string User() => string.Create(CultureInfo.InvariantCulture, $"user{_users.Next(Random) * 7919 % 20_000:d5}");

    public string Address()
    {
        // A rank is spread over the private ranges by a fixed permutation: frequent addresses stay frequent.
        var n = (uint)_addresses.Next(Random) * 2654435761u;
        return string.Create(CultureInfo.InvariantCulture, $"10.{n >> 24}.{(n >> 16) & 255}.{(n >> 8) & 255}");
    }

    public string Resource() => Resources[_resources.Next(Random)];

    public string Path() => Random.Next(3) switch
    {
        0 => $"/api/v1/{Resource()}",
        1 => string.Create(CultureInfo.InvariantCulture, $"/api/v1/{Resource()}/{Number(100_000)}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"/api/v2/{Resource()}?page={Number(50)}&size=20"),
    };

    public string Agent() => Agents[_agents.Next(Random)];

    public int Number(int below) => (int)(below * Math.Pow(Random.NextDouble(), 3));

    /// <summary>Milliseconds, most of them short, some very long.</summary>
    public int Duration() => (int)Math.Exp(Random.NextDouble() * 4 + Random.NextDouble() * 4);

    public string Hex(int digits) => string.Create(digits, Random, static (span, random) =>
    {
        for (var i = 0; i < span.Length; i++) span[i] = "0123456789abcdef"[random.Next(16)];
    });

    /// <summary>A trace id of 32 hex digits; each is given about five times, near one another.</summary>
    public string Trace()
    {
        var slot = Random.Next(_recentTraces.Length);
        if (_recentTraces[slot] is null || Random.Next(5) == 0) _recentTraces[slot] = Hex(32);
        return _recentTraces[slot];
    }

    public int Status() => Random.Next(100) switch { < 88 => 200, < 92 => 201, < 95 => 304, < 97 => 404, < 98 => 401, < 99 => 500, _ => 503 };
}
