using System;
using LogAggregator.Engine.Parsing.Fields;
using LogAggregator.Engine.Parsing.Times;

namespace LogAggregator.Engine.Parsing.Plain;

/// <summary>The time at or near the start of a plain line.</summary>
/// <param name="Ns">ns since the Unix epoch; null if there is none, or its zone is not known.</param>
/// <param name="Written">The bytes of the time, empty if there is none; no level is looked for in them.</param>
/// <param name="MessageStart">Where the message begins: after a time that leads the line, else at its start.</param>
readonly record struct LeadingTime(long? Ns, TextSlice Written, int MessageStart)
{
    /// <summary>A time is looked for behind so many bytes of level, brackets or process id, at most.</summary>
    const int MaxHead = 48;

    /// <summary>The time of an access log is looked for in so many bytes.</summary>
    const int MaxAccessHead = 128;

    /// <summary>Zones that are not UTC; a clock of such a zone is not taken for UTC.</summary>
    const string ForeignZones =
        " CET CEST EET EEST WET WEST BST IST MSK JST KST SGT HKT WIB PST PDT MST MDT CST CDT EST EDT AKST AKDT HST AEST AEDT ACST AWST NZST NZDT SAST BRT ART ";

    /// <summary>Finds it in a text without control sequences.</summary>
    public static LeadingTime Find(ReadOnlySpan<byte> text)
    {
        if (text.Length < 12) return default;
        if (TryAt(text, 0, out var ns, out var end)) return Leading(text, ns, new TextSlice(0, end), end);
        if (text[0] == '[' && TryAt(text, 1, out ns, out end))
        {
            var written = new TextSlice(1, end - 1);
            return end < text.Length && text[end] == ']' ? Leading(text, ns, written, end + 1) : Inside(text, ns, written);
        }

        return BehindHead(text) ?? OfAccessLine(text) ?? default;
    }

    static LeadingTime Leading(ReadOnlySpan<byte> text, long ns, TextSlice written, int end)
    {
        var zone = ForeignZoneLength(text[written.End..]);
        if (zone > 0) return new LeadingTime(null, new TextSlice(written.Start, written.Length + zone), 0);
        var start = SkipSeparator(text, end);
        return new LeadingTime(ns, written, start == text.Length ? 0 : start);
    }

    static LeadingTime Inside(ReadOnlySpan<byte> text, long ns, TextSlice written)
    {
        var zone = ForeignZoneLength(text[written.End..]);
        return zone > 0
            ? new LeadingTime(null, new TextSlice(written.Start, written.Length + zone), 0)
            : new LeadingTime(ns, written, 0);
    }

    /// <summary><c>[INFO] 2025-…</c>, <c>INFO [2025-…]</c>, <c>1:M 11 Nov 2025 …</c>, <c>I, [2025-…</c>, <c>&lt;165&gt;1 2003-…</c>.</summary>
    static LeadingTime? BehindHead(ReadOnlySpan<byte> text)
    {
        var at = 0;
        for (var tokens = 0; tokens < 3 && at < MaxHead; tokens++)
        {
            var space = text[at..Math.Max(at, Math.Min(text.Length, MaxHead))].IndexOf((byte)' ');
            if (space <= 0 || !MayPrecedeTime(text.Slice(at, space))) return null;
            at += space;
            while (at < text.Length && text[at] is (byte)' ') at++;
            var start = at < text.Length && text[at] is (byte)'[' or (byte)'(' ? at + 1 : at;
            if (TryAt(text, start, out var ns, out var end)) return Inside(text, ns, new TextSlice(start, end - start));
        }

        return null;
    }

    static bool MayPrecedeTime(ReadOnlySpan<byte> token)
    {
        if (token[0] is (byte)'[' or (byte)'<' or (byte)'=') return true;
        if (token.Length >= 3 && (uint)(token[0] - '0') <= 9 && token[^2] == ':') return true;
        if (token.EndsWith("===="u8)) return true;
        return LevelWords.TryParseWord(token.TrimEnd(":,"u8), out _);
    }

    /// <summary><c>127.0.0.1 - - [11/Nov/2025:10:30:00 +0000] "GET …</c>.</summary>
    static LeadingTime? OfAccessLine(ReadOnlySpan<byte> text)
    {
        var bracket = text[..Math.Min(text.Length, MaxAccessHead)].IndexOf(" ["u8);
        if (bracket < 0) return null;
        var start = bracket + 2;
        if (text.Length - start < 12 || text[start + 2] != '/') return null;
        return TryAt(text, start, out var ns, out var end) ? Inside(text, ns, new TextSlice(start, end - start)) : null;
    }

    static bool TryAt(ReadOnlySpan<byte> text, int start, out long ns, out int end)
    {
        ns = end = 0;
        if (start >= text.Length) return false;
        var rest = text[start..];
        var isDigit = (uint)(rest[0] - '0') <= 9;
        if (!isDigit && (rest[0] | 0x20) is not (>= 'a' and <= 'w')) return false;
        int consumed;
        if (isDigit)
        {
            if (!IsoTime.TryRead(rest, out ns, out consumed) && !SpelledTime.TryRead(rest, out ns, out consumed)
                && !EpochTime.TryRead(rest, out ns, out consumed))
            {
                return false;
            }
        }
        else if (!SpelledTime.TryRead(rest, out ns, out consumed))
        {
            return false;
        }

        end = start + consumed;
        return end == text.Length || " \t]):,|;>\r\n["u8.Contains(text[end]);
    }

    /// <summary>Spaces after the time, and one <c>-</c>, <c>|</c> or <c>:</c> that stands alone.</summary>
    static int SkipSeparator(ReadOnlySpan<byte> text, int at)
    {
        at = SkipSpaces(text, at);
        if (at + 1 < text.Length && text[at] is (byte)'-' or (byte)'|' or (byte)':' && text[at + 1] == ' ') at = SkipSpaces(text, at + 1);
        return at;
    }

    static int SkipSpaces(ReadOnlySpan<byte> text, int at)
    {
        while (at < text.Length && text[at] is (byte)' ' or (byte)'\t') at++;
        return at;
    }

    /// <summary>A space and the name of a zone (<c> CET</c>, <c> Europe/Berlin</c>), 0 if there is none.</summary>
    static int ForeignZoneLength(ReadOnlySpan<byte> text)
    {
        if (text.Length < 4 || text[0] != ' ' || text[1] is not (>= (byte)'A' and <= (byte)'Z')) return 0;
        var length = 1;
        while (length < text.Length && (text[length] | 0x20) is (>= 'a' and <= 'z') or '/' or 0x7F) length++;
        var name = text[1..length];
        if (name.Contains((byte)'/')) return length;
        return name.Length is 3 or 4 && IsForeignZone(name) ? length : 0;
    }

    static bool IsForeignZone(ReadOnlySpan<byte> name)
    {
        Span<char> padded = stackalloc char[name.Length + 2];
        padded.Fill(' ');
        for (var i = 0; i < name.Length; i++) padded[i + 1] = (char)name[i];
        return ForeignZones.AsSpan().IndexOf(padded) >= 0;
    }
}
