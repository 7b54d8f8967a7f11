using System;
using System.Globalization;

namespace LogAggregator.Engine.Query.Values;

/// <summary>Times as queries write them and tables show them: ISO 8601, ns since the Unix epoch underneath.</summary>
static class TimeText
{
    const long NsPerSecond = 1_000_000_000;

    /// <summary>Last whole second that 64 bits of ns can hold: in the year 2262.</summary>
    const long MaxSeconds = long.MaxValue / NsPerSecond - 1;

    /// <summary>In UTC with Z and as few fraction digits of 0, 3, 6, 9 as the value needs.</summary>
    public static string Format(long timestampNs)
    {
        var (seconds, ns) = Math.DivRem(timestampNs, NsPerSecond);
        if (ns < 0) (seconds, ns) = (seconds - 1, ns + NsPerSecond);
        var text = DateTime.UnixEpoch.AddSeconds(seconds).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
        return text + Fraction(ns) + "Z";
    }

    static string Fraction(long ns) => ns switch
    {
        0 => "",
        _ when ns % 1_000_000 == 0 => (ns / 1_000_000).ToString("'.'000", CultureInfo.InvariantCulture),
        _ when ns % 1_000 == 0 => (ns / 1_000).ToString("'.'000000", CultureInfo.InvariantCulture),
        _ => ns.ToString("'.'000000000", CultureInfo.InvariantCulture),
    };

    /// <summary>
    /// Reads a date, with or without a time to the minute, second or fraction (up to 9 digits count), with <c>Z</c>, an offset, or
    /// neither (then UTC). From 1970 to 2262.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, out long timestampNs)
    {
        timestampNs = 0;
        if (!TryDate(text, out var day)) return false;
        var rest = text[10..];
        long seconds = 0, ns = 0;
        if (!rest.IsEmpty && (rest[0] is not ('T' or 't' or ' ') || !TryClock(ref rest, out seconds, out ns))) return false;
        seconds += day.DayNumber * 86400L - 62135596800L;
        if (seconds is < 0 or > MaxSeconds) return false;
        timestampNs = seconds * NsPerSecond + ns;
        return true;
    }

    static bool TryDate(ReadOnlySpan<char> text, out DateOnly day)
    {
        day = default;
        return text.Length >= 10 && DateOnly.TryParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
    }

    /// <summary>Takes <c>T10:30</c>, <c>T10:30:15.25+02:00</c> to the text's end; seconds are already in UTC.</summary>
    static bool TryClock(ref ReadOnlySpan<char> rest, out long seconds, out long ns)
    {
        (seconds, ns) = (0, 0);
        rest = rest[1..];
        if (!TryTwoDigits(ref rest, 23, out var hour) || !TryColon(ref rest) || !TryTwoDigits(ref rest, 59, out var minute)) return false;
        var second = 0;
        if (!rest.IsEmpty && rest[0] == ':' && !(TryColon(ref rest) && TryTwoDigits(ref rest, 59, out second) && TryFraction(ref rest, out ns))) return false;
        if (!TryOffset(ref rest, out var offset) || !rest.IsEmpty) return false;
        seconds = hour * 3600L + minute * 60 + second - offset;
        return true;
    }

    static bool TryFraction(ref ReadOnlySpan<char> rest, out long ns)
    {
        ns = 0;
        if (rest.IsEmpty || rest[0] is not ('.' or ',')) return true;
        var digits = 0;
        for (rest = rest[1..]; !rest.IsEmpty && char.IsAsciiDigit(rest[0]); rest = rest[1..], digits++)
            if (digits < 9) ns = ns * 10 + (rest[0] - '0');
        for (var i = digits; i < 9; i++) ns *= 10;
        return digits > 0;
    }

    static bool TryOffset(ref ReadOnlySpan<char> rest, out int seconds)
    {
        seconds = 0;
        if (rest.IsEmpty) return true;
        var sign = rest[0];
        rest = rest[1..];
        if (sign is 'Z' or 'z') return true;
        if (sign is not ('+' or '-') || !TryTwoDigits(ref rest, 23, out var hours)) return false;
        TryColon(ref rest);
        var minutes = 0;
        if (!rest.IsEmpty && !TryTwoDigits(ref rest, 59, out minutes)) return false;
        seconds = (hours * 3600 + minutes * 60) * (sign == '-' ? -1 : 1);
        return true;
    }

    static bool TryTwoDigits(ref ReadOnlySpan<char> rest, int max, out int value)
    {
        value = 0;
        if (rest.Length < 2 || !char.IsAsciiDigit(rest[0]) || !char.IsAsciiDigit(rest[1])) return false;
        value = (rest[0] - '0') * 10 + (rest[1] - '0');
        rest = rest[2..];
        return value <= max;
    }

    static bool TryColon(ref ReadOnlySpan<char> rest)
    {
        if (rest.IsEmpty || rest[0] != ':') return false;
        rest = rest[1..];
        return true;
    }
}
