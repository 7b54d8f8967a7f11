using System;

namespace LogAggregator.Demo.Shop;

/// <summary>What a customer asks of the shop, and what comes of it.</summary>
/// <param name="At">When it arrives.</param>
/// <param name="Method">GET or POST.</param>
/// <param name="Path">With its query.</param>
/// <param name="Status">Of HTTP.</param>
/// <param name="Took">Until it is answered.</param>
/// <param name="User">Who is signed in.</param>
/// <param name="TraceId">32 hex digits, which tie the lines of all services together.</param>
sealed record ShopRequest(DateTimeOffset At, string Method, string Path, int Status, TimeSpan Took, string User, string TraceId)
{
    public DateTimeOffset Answered => At + Took;

    /// <summary>Files and probes that the web front answers alone.</summary>
    public bool StaysAtWeb => !Path.StartsWith("/api/", StringComparison.Ordinal);

    public bool IsOrder => Method == "POST" && Path == "/api/orders";
}
