using System;
using System.Globalization;

namespace LogAggregator.Demo.Shop;

/// <summary>What customers ask for, and how often.</summary>
static class ShopRoutes
{
    static readonly (int Weight, string Method, string Path, int MinMs, int MaxMs)[] All =
    [
        (30, "GET", "/api/products/#", 8, 60),
        (16, "GET", "/api/products?page=#", 20, 120),
        (14, "GET", "/api/search?q=@", 30, 260),
        (8, "POST", "/api/cart", 10, 45),
        (7, "GET", "/api/orders/#", 12, 80),
        (5, "POST", "/api/orders", 90, 480),
        (10, "GET", "/", 1, 4),
        (5, "GET", "/assets/app.4f1c2b.js", 1, 9),
        (4, "GET", "/favicon.ico", 1, 3),
        (1, "GET", "/wp-login.php", 1, 3),
    ];

    static readonly string[] Words = ["lamp", "garden%20chair", "kettle", "bicycle", "tea", "socks", "notebook", "espresso", "t%C3%BCrklingel"];
    static readonly string[] Users = ["anna", "bilal", "chen", "dora", "emil", "fatima", "guest", "guest", "guest", "hugo", "ines", "jonas"];

    public static ShopRequest Draw(Random random, DateTimeOffset at)
    {
        var (_, method, path, minMs, maxMs) = Choose(random);
        path = path.Replace("#", random.Next(1, 200).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("@", Words[random.Next(Words.Length)], StringComparison.Ordinal);

        // Most answers are quick, few are slow, as everywhere.
        var took = TimeSpan.FromMicroseconds((int)(1000 * (minMs + (maxMs - minMs) * Math.Pow(random.NextDouble(), 3))));
        if (random.Next(150) == 0) took *= 12;
        return new ShopRequest(at, method, path, StatusOf(random, method, path), took, Users[random.Next(Users.Length)], TraceId(random));
    }

    static (int Weight, string Method, string Path, int MinMs, int MaxMs) Choose(Random random)
    {
        var left = random.Next(100);
        foreach (var route in All)
        {
            left -= route.Weight;
            if (left < 0) return route;
        }

        return All[0];
    }

    static int StatusOf(Random random, string method, string path)
    {
        if (path == "/wp-login.php") return 404;
        if (!path.StartsWith("/api/", StringComparison.Ordinal)) return random.Next(3) == 0 ? 304 : 200;
        return random.Next(1000) switch
        {
            < 4 => 500,
            < 22 => 404,
            < 30 => 401,
            < 38 when method == "POST" => 422,
            _ => method == "POST" ? 201 : 200,
        };
    }

    static string TraceId(Random random)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return Convert.ToHexStringLower(bytes);
    }
}
