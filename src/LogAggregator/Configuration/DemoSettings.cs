using System;
using System.Globalization;

namespace LogAggregator.Configuration;

/// <summary>
/// Settings that count with <see cref="Flag"/> only. They are for tests and pictures, and not listed by <c>--help</c>; docs/configuration.md has them.
/// </summary>
static class DemoSettings
{
    /// <summary>Has no value: it is there, or not.</summary>
    public const string Flag = "--demo";

    public static Setting<int> Seed { get; } = new(
        "DEMO_SEED", "1", "a whole number from 0 to 1000000",
        "The same seed and the same end of the history give the same records.",
        (string text, out int value) => Values.TryInt(text, 0, 1_000_000, out value));

    public static Setting<DateTimeOffset?> Now { get; } = new(
        "DEMO_NOW", "", "a time such as 2025-11-11T12:00:00Z",
        "The end of the history.",
        TryTime);

    public static Setting<bool> Live { get; } = new(
        "DEMO_LIVE", "true", "true or false",
        "Whether lines go on being printed behind the history.",
        bool.TryParse);

    /// <summary>Null for nothing.</summary>
    static bool TryTime(string text, out DateTimeOffset? value)
    {
        value = null;
        if (text.Length == 0) return true;
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)) return false;
        value = time;
        return time >= DateTimeOffset.UnixEpoch.AddDays(2);
    }
}
