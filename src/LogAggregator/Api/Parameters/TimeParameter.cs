using System;
using System.Globalization;
using LogAggregator.Engine.Parsing;

namespace LogAggregator.Api.Parameters;

/// <summary>A time as readers write it: ISO 8601, or a duration that is counted back from now.</summary>
static class TimeParameter
{
    public const string Allowed = "ISO 8601 such as 2025-11-11T10:30:00Z or 2025-11-11T10:30:00+01:00 (without an offset it is UTC), and a time ago such as 30s, 15m, 2h, 3d, 1w";

    const long NanosecondsPerSecond = 1_000_000_000;

    public static bool TryParse(string text, DateTimeOffset now, out long ns) =>
        TryParseAgo(text, now, out ns) || Timestamps.TryParseIso(WithPlus(text).AsSpan(), out ns);

    static bool TryParseAgo(string text, DateTimeOffset now, out long ns)
    {
        ns = 0;
        if (text.Length < 2 || SecondsOf(text[^1]) is not { } unit) return false;
        if (!long.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count)) return false;
        var nowNs = (now - DateTimeOffset.UnixEpoch).Ticks * 100;
        // Further back than 1970 is 1970: all there is.
        ns = count > nowNs / NanosecondsPerSecond / unit ? 0 : nowNs - (count * unit * NanosecondsPerSecond);
        return true;
    }

    static long? SecondsOf(char unit) => unit switch
    {
        's' => 1,
        'm' => 60,
        'h' => 3600,
        'd' => 24 * 3600,
        'w' => 7 * 24 * 3600,
        _ => null,
    };

    /// <summary>
    /// A <c>+</c> that was not percent-encoded arrives as a space: <c>10:30:00 01:00</c>. A space after a time of day
    /// can only have been that.
    /// </summary>
    public static string WithPlus(string text)
    {
        var space = text.LastIndexOf(' ');
        return space > 10 && text.IndexOf(':', 0, space) > 0 ? string.Concat(text.AsSpan(0, space), "+", text.AsSpan(space + 1)) : text;
    }
}
