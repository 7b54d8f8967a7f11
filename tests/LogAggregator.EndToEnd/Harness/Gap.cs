using System;
using System.Globalization;
using System.Text.Json.Nodes;

namespace LogAggregator.EndToEnd.Harness;

/// <summary>A record by which the service says that lines of a container are missing: from when to when, and why.</summary>
sealed record Gap(long FromNs, long ToNs, string Reason)
{
    public static Gap? Of(JsonObject record)
    {
        if (record["metadata"]?["gap"] is not JsonObject gap) return null;
        return new Gap(Nanoseconds(LogRecord.Text(gap, "from")), Nanoseconds(LogRecord.Text(gap, "to")), LogRecord.Text(gap, "reason"));
    }

    // RFC 3339 in UTC with up to nine digits of fraction.
    static long Nanoseconds(string time)
    {
        if (time.Length == 0) return 0;
        var dot = time.IndexOf('.', StringComparison.Ordinal);
        var seconds = DateTimeOffset.Parse((dot < 0 ? time.TrimEnd('Z') : time[..dot]) + "Z", CultureInfo.InvariantCulture).ToUnixTimeSeconds();
        var fraction = dot < 0 ? "" : time[(dot + 1)..].TrimEnd('Z');
        return (seconds * 1_000_000_000) + long.Parse(fraction.PadRight(9, '0'), CultureInfo.InvariantCulture);
    }
}
