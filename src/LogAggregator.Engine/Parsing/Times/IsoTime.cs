using System;

namespace LogAggregator.Engine.Parsing.Times;

/// <summary>
/// <c>2025-11-11T10:30:00.123+01:00</c> and its kin: a space for the T, a comma for the point, <c>/</c> or <c>.</c> in
/// the date, no seconds, no offset (then UTC).
/// </summary>
static class IsoTime
{
    /// <summary>Shortest: <c>2025-11-11T10:30</c>.</summary>
    const int ShortestLength = 16;

    /// <summary>Reads a time at the start of the text; more may follow.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out long ns, out int consumed)
    {
        ns = consumed = 0;
        if (text.Length < ShortestLength) return false;
        var cursor = new TimeCursor(text);
        if (!TryDate(ref cursor, out var year, out var month, out var day)) return false;
        if (!SkipDateEnd(ref cursor)) return false;
        if (!cursor.Clock(out var hour, out var minute, out var second, out var nanosecond)) return false;
        var offset = cursor.OffsetMinutes();
        if (!CivilTime.TryToNs(year, month, day, hour, minute, second, nanosecond, out ns)) return false;
        ns -= offset * CivilTime.NsPerMinute;
        consumed = cursor.At;
        return true;
    }

    /// <summary>A date alone is midnight, UTC.</summary>
    public static bool TryReadDate(ReadOnlySpan<byte> text, out long ns)
    {
        ns = 0;
        var cursor = new TimeCursor(text);
        return TryDate(ref cursor, out var year, out var month, out var day) && cursor.AtEnd
            && CivilTime.TryToNs(year, month, day, 0, 0, 0, 0, out ns);
    }

    static bool TryDate(ref TimeCursor cursor, out int year, out int month, out int day)
    {
        month = day = 0;
        if (!cursor.Digits(4, out year)) return false;
        var separator = cursor.Next;
        if (separator is not ((byte)'-' or (byte)'/' or (byte)'.')) return false;
        cursor.At++;
        return cursor.Digits(2, out month) && cursor.Skip(separator) && cursor.Digits(2, out day);
    }

    /// <summary>T, t or a space; Gin's " - ".</summary>
    static bool SkipDateEnd(ref TimeCursor cursor)
    {
        if (cursor.Skip(" - "u8)) return true;
        if (cursor.Next is not ((byte)'T' or (byte)'t' or (byte)' ' or (byte)'_')) return false;
        cursor.At++;
        return true;
    }
}
