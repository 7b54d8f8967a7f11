using System;
using LogAggregator.Engine.Parsing.Times;

namespace LogAggregator.Engine.Parsing;

/// <summary>Times as text: what the API takes and shows.</summary>
public static class Timestamps
{
    /// <summary>Room that <see cref="Format(long, Span{byte})"/> needs at most.</summary>
    public const int MaxLength = 30;

    /// <summary>
    /// ISO 8601 with any offset: <c>2025-11-11T10:30:00Z</c>, <c>2025-11-11 11:30:00.5+01:00</c>, <c>2025-11-11</c>
    /// (midnight). Without an offset it is UTC. The whole text must be the time. Years 1678 to 2261; what is finer than
    /// a nanosecond is dropped.
    /// </summary>
    public static bool TryParseIso(ReadOnlySpan<byte> text, out long ns)
    {
        if (IsoTime.TryRead(text, out ns, out var consumed) && consumed == text.Length) return true;
        return IsoTime.TryReadDate(text, out ns);
    }

    /// <summary>The same of characters; what is not ASCII is no time.</summary>
    public static bool TryParseIso(ReadOnlySpan<char> text, out long ns)
    {
        ns = 0;
        Span<byte> bytes = stackalloc byte[64];
        return text.Length <= bytes.Length
            && System.Text.Ascii.FromUtf16(text, bytes, out var length) == System.Buffers.OperationStatus.Done
            && TryParseIso(bytes[..length], out ns);
    }

    /// <summary>
    /// Writes <c>2025-11-11T10:30:00Z</c>: UTC, with 0, 3, 6 or 9 fraction digits, as few as the value needs.
    /// Returns the bytes written, at most <see cref="MaxLength"/>.
    /// </summary>
    /// <param name="ns">ns since the Unix epoch.</param>
    /// <param name="destination">At least <see cref="MaxLength"/> bytes.</param>
    public static int Format(long ns, Span<byte> destination)
    {
        var days = Math.DivRem(ns, CivilTime.NsPerDay, out var ofDay);
        if (ofDay < 0) (days, ofDay) = (days - 1, ofDay + CivilTime.NsPerDay);
        var (year, month, day) = CivilTime.DateOf(days);
        var seconds = (int)Math.DivRem(ofDay, CivilTime.NsPerSecond, out var fraction);
        "0000-00-00T00:00:00"u8.CopyTo(destination);
        Put(destination[..4], year);
        Put(destination.Slice(5, 2), month);
        Put(destination.Slice(8, 2), day);
        Put(destination.Slice(11, 2), seconds / 3600);
        Put(destination.Slice(14, 2), seconds / 60 % 60);
        Put(destination.Slice(17, 2), seconds % 60);
        var at = 19 + PutFraction(destination[19..], (int)fraction);
        destination[at] = (byte)'Z';
        return at + 1;
    }

    /// <summary>The same as a string.</summary>
    public static string Format(long ns)
    {
        Span<byte> bytes = stackalloc byte[MaxLength];
        return System.Text.Encoding.ASCII.GetString(bytes[..Format(ns, bytes)]);
    }

    static int PutFraction(Span<byte> destination, int ns)
    {
        if (ns == 0) return 0;
        var (digits, value) = ns % 1_000_000 == 0 ? (3, ns / 1_000_000) : ns % 1000 == 0 ? (6, ns / 1000) : (9, ns);
        destination[0] = (byte)'.';
        Put(destination.Slice(1, digits), value);
        return digits + 1;
    }

    static void Put(Span<byte> digits, int value)
    {
        for (var i = digits.Length - 1; i >= 0; i--, value /= 10) digits[i] = (byte)('0' + (value % 10));
    }
}
