using System;

namespace LogAggregator.Collect.Docker.Engine;

/// <summary>
/// The time before each message: RFC 3339 as Go prints it. Docker always writes 30 bytes in UTC
/// (<c>2026-11-22T15:34:17.290610125Z</c>); Podman writes the local offset and as many digits as it needs.
/// </summary>
static class DockerTimestamp
{
    /// <summary>Bytes of the time in Docker's own spelling.</summary>
    public const int UsualLength = 30;

    const int SecondsLength = 19;
    const int FirstYear = 1970;
    const int LastYear = 2261;

    /// <summary>Reads the time at the start of <paramref name="text"/>; false if there is none between 1970 and 2261.</summary>
    /// <param name="text">May go on after the time.</param>
    /// <param name="timestampNs">ns since the Unix epoch.</param>
    /// <param name="length">Bytes of the time, without the space after it.</param>
    public static bool TryParse(ReadOnlySpan<byte> text, out long timestampNs, out int length)
    {
        timestampNs = 0;
        length = 0;
        if (!TryParseSeconds(text, out var seconds))
            return false;
        // Fast path: Docker's own spelling.
        if (text.Length >= UsualLength && text[SecondsLength] == '.' && text[UsualLength - 1] == 'Z'
            && TryDigits(text.Slice(SecondsLength + 1, 9), out var nanoseconds))
        {
            timestampNs = seconds * 1_000_000_000 + nanoseconds;
            length = UsualLength;
            return true;
        }
        // Slow path: any number of digits, any offset.
        var rest = text[SecondsLength..];
        var fractionLength = ParseFraction(rest, out nanoseconds);
        if (!TryParseOffset(rest[fractionLength..], out var offsetSeconds, out var offsetLength))
            return false;
        timestampNs = (seconds - offsetSeconds) * 1_000_000_000 + nanoseconds;
        length = SecondsLength + fractionLength + offsetLength;
        return true;
    }

    static bool TryParseSeconds(ReadOnlySpan<byte> text, out long seconds)
    {
        seconds = 0;
        if (text.Length < SecondsLength || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':')
            return false;
        if (!TryDigits(text[..4], out var year) || !TryDigits(text.Slice(5, 2), out var month) || !TryDigits(text.Slice(8, 2), out var day)
            || !TryDigits(text.Slice(11, 2), out var hour) || !TryDigits(text.Slice(14, 2), out var minute) || !TryDigits(text.Slice(17, 2), out var second))
            return false;
        if (year is < FirstYear or > LastYear || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || hour > 23 || minute > 59 || second > 59)
            return false;
        seconds = DaysSinceEpoch(year, month, day) * 86_400 + hour * 3_600 + minute * 60 + second;
        return true;
    }

    /// <summary>The years before count their leap days; a year begins in March, so that the leap day is its last.</summary>
    static long DaysSinceEpoch(int year, int month, int day)
    {
        if (month < 3)
        {
            year--;
            month += 12;
        }
        return 365L * year + year / 4 - year / 100 + year / 400 + (153 * month - 457) / 5 + day - 719_469;
    }

    static int ParseFraction(ReadOnlySpan<byte> text, out int nanoseconds)
    {
        nanoseconds = 0;
        if (text.Length == 0 || text[0] != '.')
            return 0;
        var scale = 100_000_000;
        var i = 1;
        for (; i < text.Length && char.IsAsciiDigit((char)text[i]); i++)
        {
            nanoseconds += (text[i] - '0') * scale;
            scale /= 10;
        }
        return i;
    }

    static bool TryParseOffset(ReadOnlySpan<byte> text, out int seconds, out int length)
    {
        seconds = 0;
        length = 1;
        if (text.Length > 0 && text[0] == 'Z')
            return true;
        length = 6;
        if (text.Length < 6 || text[0] is not ((byte)'+' or (byte)'-') || text[3] != ':'
            || !TryDigits(text.Slice(1, 2), out var hours) || !TryDigits(text.Slice(4, 2), out var minutes) || hours > 23 || minutes > 59)
            return false;
        seconds = (hours * 60 + minutes) * (text[0] == '-' ? -60 : 60);
        return true;
    }

    static bool TryDigits(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        foreach (var character in text)
        {
            var digit = character - '0';
            if ((uint)digit > 9)
                return false;
            value = value * 10 + digit;
        }
        return true;
    }
}
