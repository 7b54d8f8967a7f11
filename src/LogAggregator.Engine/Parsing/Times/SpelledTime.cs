using System;

namespace LogAggregator.Engine.Parsing.Times;

/// <summary>
/// Times with a month's name or without separators, as web servers, PHP, Redis, Java and compact formats print them.
/// All have a year: one without is left to Docker's time.
/// </summary>
static class SpelledTime
{
    /// <summary>Reads a time at the start of the text; more may follow.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out long ns, out int consumed)
    {
        ns = consumed = 0;
        if (text.Length < 15) return false;
        var first = text[0];
        if ((uint)(first - '0') <= 9) return TryDayFirst(text, out ns, out consumed) || TryCompact(text, out ns, out consumed);
        return (first | 0x20) is >= 'a' and <= 'w' && TryNameFirst(text, out ns, out consumed);
    }

    /// <summary><c>11/Nov/2025:10:30:00 +0000</c>, <c>11-Nov-2025 10:30:00.123</c>, <c>11 Nov 2025 10:30:00.123</c>.</summary>
    static bool TryDayFirst(ReadOnlySpan<byte> text, out long ns, out int consumed)
    {
        ns = consumed = 0;
        var cursor = new TimeCursor(text);
        if (!cursor.Digits(2, out var day) && !cursor.Digits(1, out day)) return false;
        var separator = cursor.Next;
        if (separator is not ((byte)'/' or (byte)'-' or (byte)' ')) return false;
        cursor.At++;
        var month = cursor.Month();
        if (month == 0 || !cursor.Skip(separator) || !cursor.Digits(4, out var year)) return false;
        if (!cursor.Skip("::"u8) && !cursor.Skip((byte)':') && !cursor.Skip((byte)' ')) return false;
        return TryFinish(ref cursor, year, month, day, out ns, out consumed);
    }

    /// <summary><c>20251111T103000Z</c>, <c>20251111 10:30:00.123456</c>.</summary>
    static bool TryCompact(ReadOnlySpan<byte> text, out long ns, out int consumed)
    {
        ns = consumed = 0;
        var cursor = new TimeCursor(text);
        if (!cursor.Digits(4, out var year) || !cursor.Digits(2, out var month) || !cursor.Digits(2, out var day)) return false;
        if (!cursor.Skip((byte)'T') && !cursor.Skip((byte)' ') && !cursor.Skip((byte)'-')) return false;
        if (cursor.Rest.Length > 2 && cursor.Rest[2] == ':') return TryFinish(ref cursor, year, month, day, out ns, out consumed);
        if (!cursor.Digits(2, out var hour) || !cursor.Digits(2, out var minute) || !cursor.Digits(2, out var second)) return false;
        var nanosecond = cursor.Fraction();
        return TryOffset(ref cursor, year, month, day, (hour, minute, second, nanosecond), out ns, out consumed);
    }

    /// <summary>
    /// <c>Tue Nov 11 10:30:00.123456 2025</c>, <c>Tue, 11 Nov 2025 10:30:00 GMT</c>, <c>Nov 11, 2025 10:30:00 AM</c>,
    /// <c>Nov 11 2025 10:30:00</c>.
    /// </summary>
    static bool TryNameFirst(ReadOnlySpan<byte> text, out long ns, out int consumed)
    {
        ns = consumed = 0;
        var cursor = new TimeCursor(text);
        var month = cursor.Month();
        if (month == 0)
        {
            if (!IsWeekday(text)) return false;
            cursor.At = text[3] == ',' ? 5 : 4;
            if ((uint)(cursor.Next - '0') <= 9) return TryAfterWeekday(text[cursor.At..], cursor.At, out ns, out consumed);
            month = cursor.Month();
        }

        if (month == 0 || !cursor.Skip((byte)' ')) return false;
        cursor.Skip((byte)' ');
        if (!cursor.Digits(2, out var day) && !cursor.Digits(1, out day)) return false;
        cursor.Skip((byte)',');
        return cursor.Skip((byte)' ') && TryYearAndClock(ref cursor, month, day, out ns, out consumed);
    }

    static bool TryAfterWeekday(ReadOnlySpan<byte> text, int skipped, out long ns, out int consumed)
    {
        if (!TryDayFirst(text, out ns, out consumed)) return false;
        consumed += skipped;
        return true;
    }

    /// <summary>The year stands before the clock or after it.</summary>
    static bool TryYearAndClock(ref TimeCursor cursor, int month, int day, out long ns, out int consumed)
    {
        ns = consumed = 0;
        if (cursor.Digits(4, out var year))
        {
            cursor.Skip((byte)',');
            return cursor.Skip((byte)' ') && TryTwelveHours(ref cursor, year, month, day, out ns, out consumed);
        }

        if (!cursor.Clock(out var hour, out var minute, out var second, out var nanosecond) || !cursor.Skip((byte)' ')) return false;
        if (!cursor.Digits(4, out year))
        {
            // "Tue Nov 11 10:30:00 UTC 2025", as date prints it.
            if (!cursor.Skip("UTC "u8) && !cursor.Skip("GMT "u8)) return false;
            if (!cursor.Digits(4, out year)) return false;
        }

        consumed = cursor.At;
        return CivilTime.TryToNs(year, month, day, hour, minute, second, nanosecond, out ns);
    }

    /// <summary>A clock of one or two digits of hours, maybe with AM or PM.</summary>
    static bool TryTwelveHours(ref TimeCursor cursor, int year, int month, int day, out long ns, out int consumed)
    {
        ns = consumed = 0;
        var mark = cursor.At;
        if (!cursor.Clock(out var hour, out var minute, out var second, out var nanosecond))
        {
            cursor.At = mark;
            if (!cursor.Digits(1, out hour) || !cursor.Skip((byte)':') || !cursor.Digits(2, out minute)) return false;
            if (!cursor.Skip((byte)':') || !cursor.Digits(2, out second)) return false;
            nanosecond = cursor.Fraction();
        }

        var afternoon = cursor.Skip(" PM"u8);
        if (afternoon || cursor.Skip(" AM"u8)) hour = (hour % 12) + (afternoon ? 12 : 0);
        return TryOffset(ref cursor, year, month, day, (hour, minute, second, nanosecond), out ns, out consumed);
    }

    static bool TryFinish(ref TimeCursor cursor, int year, int month, int day, out long ns, out int consumed)
    {
        ns = consumed = 0;
        return cursor.Clock(out var hour, out var minute, out var second, out var nanosecond)
            && TryOffset(ref cursor, year, month, day, (hour, minute, second, nanosecond), out ns, out consumed);
    }

    static bool TryOffset(
        ref TimeCursor cursor, int year, int month, int day, (int Hour, int Minute, int Second, int Ns) clock, out long ns, out int consumed)
    {
        var offset = cursor.OffsetMinutes();
        consumed = cursor.At;
        if (!CivilTime.TryToNs(year, month, day, clock.Hour, clock.Minute, clock.Second, clock.Ns, out ns)) return false;
        ns -= offset * CivilTime.NsPerMinute;
        return true;
    }

    static bool IsWeekday(ReadOnlySpan<byte> text)
    {
        if (text[3] is not ((byte)' ' or (byte)',')) return false;
        for (var day = 0; day < 7; day++)
        {
            if (System.Text.Ascii.EqualsIgnoreCase(text[..3], "montuewedthufrisatsun"u8.Slice(day * 3, 3))) return true;
        }

        return false;
    }
}
