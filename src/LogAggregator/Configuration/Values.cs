using System;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace LogAggregator.Configuration;

/// <summary>The forms that values are written in.</summary>
static class Values
{
    public static bool TryText(string text, out string value)
    {
        value = text;
        return !text.Contains('\0');
    }

    public static bool TryInt(string text, int min, int max, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= min && value <= max;

    /// <summary>Null for <c>all</c>.</summary>
    public static bool TryTail(string text, out long? value)
    {
        value = null;
        if (text.Equals("all", StringComparison.OrdinalIgnoreCase)) return true;
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var lines)) return false;
        value = lines;
        return true;
    }

    /// <summary>Null for <c>off</c>.</summary>
    public static bool TryDays(string text, out int? value)
    {
        value = null;
        if (IsOff(text)) return true;
        if (!TryInt(text, 1, 36500, out var days)) return false;
        value = days;
        return true;
    }

    /// <summary>Bytes, or null for <c>off</c>.</summary>
    public static bool TrySizeOrOff(string text, long min, out long? value)
    {
        value = null;
        if (IsOff(text)) return true;
        if (!ByteSize.TryParse(text, out var bytes) || bytes < min) return false;
        value = bytes;
        return true;
    }

    public static bool TryLogFormat(string text, out LogFormat value)
    {
        (var known, value) = text.ToLowerInvariant() switch
        {
            "auto" => (true, LogFormat.Auto),
            "text" => (true, LogFormat.Text),
            "json" => (true, LogFormat.Json),
            _ => (false, LogFormat.Auto),
        };
        return known;
    }

    public static bool TryLogLevel(string text, out LogLevel value)
    {
        (var known, value) = text.ToLowerInvariant() switch
        {
            "debug" => (true, LogLevel.Debug),
            "info" => (true, LogLevel.Information),
            "warning" => (true, LogLevel.Warning),
            "error" => (true, LogLevel.Error),
            _ => (false, LogLevel.Information),
        };
        return known;
    }

    static bool IsOff(string text) => text.Equals("off", StringComparison.OrdinalIgnoreCase);
}
