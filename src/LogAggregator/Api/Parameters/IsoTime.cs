using System;
using System.Globalization;

namespace LogAggregator.Api.Parameters;

/// <summary>
/// ISO 8601 to the nanosecond: <c>2025-11-11</c>, <c>2025-11-11T10:30</c>, <c>2025-11-11T10:30:00.123456789+01:00</c>. A space may
/// stand for the T; without an offset it is UTC. Years 1970 to 2261, what a record can hold.
/// </summary>
static class IsoTime
{
    static readonly string[] Days = ["yyyy-MM-dd"];
    static readonly string[] TimesOfDay = ["HH:mm:ss", "HH:mm"];

    public static bool TryParse(ReadOnlySpan<char> text, out long ns)
    {
        ns = 0;
        if (text.Length < 10 || !DateOnly.TryParseExact(text[..10], Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return false;
        if (day.Year is < 1970 or > 2261) return false;
        ns = (day.ToDateTime(TimeOnly.MinValue).Ticks - DateTime.UnixEpoch.Ticks) * 100;
        if (text.Length == 10) return true;
        if (text[10] is not ('T' or 't' or ' ')) return false;
        if (!TrySplitOffset(text[11..], out var time, out var offsetNs) || !TryTimeOfDay(time, out var timeNs)) return false;
        ns = Math.Max(0, ns + timeNs - offsetNs);
        return true;
    }

    static bool TrySplitOffset(ReadOnlySpan<char> text, out ReadOnlySpan<char> time, out long offsetNs)
    {
        offsetNs = 0;
        time = text;
        if (text.EndsWith("Z", StringComparison.OrdinalIgnoreCase))
        {
            time = text[..^1];
            return true;
        }

        var sign = text.IndexOfAny('+', '-');
        if (sign < 0) return true;
        time = text[..sign];
        if (!TryOffset(text[(sign + 1)..], out offsetNs)) return false;
        if (text[sign] == '-') offsetNs = -offsetNs;
        return true;
    }

    /// <summary><c>01</c>, <c>0100</c> or <c>01:00</c>.</summary>
    static bool TryOffset(ReadOnlySpan<char> text, out long ns)
    {
        ns = 0;
        var minutes = text.Length == 5 && text[2] == ':' ? text[3..] : text.Length == 4 ? text[2..] : text.Length == 2 ? "00" : "";
        if (!TryDigits(minutes, 59, out var minute) || !TryDigits(text[..2], 23, out var hour)) return false;
        ns = ((hour * 60L) + minute) * 60 * 1_000_000_000;
        return true;
    }

    static bool TryDigits(ReadOnlySpan<char> text, int max, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value <= max;

    static bool TryTimeOfDay(ReadOnlySpan<char> text, out long ns)
    {
        ns = 0;
        var point = text.IndexOfAny('.', ',');
        if (point >= 0 && !TryFraction(text[(point + 1)..], out ns)) return false;
        var whole = point < 0 ? text : text[..point];
        if (point >= 0 && whole.Length != 8) return false;
        if (!TimeOnly.TryParseExact(whole, TimesOfDay, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) return false;
        ns += time.Ticks * 100;
        return true;
    }

    /// <summary>Any number of digits; those after the ninth do not count.</summary>
    static bool TryFraction(ReadOnlySpan<char> digits, out long ns)
    {
        ns = 0;
        if (digits.IsEmpty || digits.ContainsAnyExceptInRange('0', '9')) return false;
        for (var i = 0; i < 9; i++) ns = (ns * 10) + (i < digits.Length ? digits[i] - '0' : 0);
        return true;
    }
}
