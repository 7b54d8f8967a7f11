using System;
using System.Buffers.Text;

namespace LogAggregator.Engine.Parsing.Times;

/// <summary>A number as a time since the Unix epoch; its size tells the unit (s, ms, µs, ns).</summary>
static class EpochTime
{
    /// <summary>2000-01-01 and 2200-01-01 in seconds. What lies outside is a duration, a counter, anything but a time.</summary>
    const long FirstSecond = 946_684_800, LastSecond = 7_258_118_400;

    /// <summary><c>1762857000</c>, <c>1762857000.25</c>, <c>1762857000250</c>, <c>1.76285e9</c>. The whole text must be the number.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out long ns)
    {
        ns = 0;
        if (text.Length < 9 || !Utf8Parser.TryParse(text, out long whole, out var digits) || whole < 0) return TryScientific(text, out ns);
        if (digits == text.Length) return TryScale(whole, 0, out ns);
        var cursor = new TimeCursor(text) { At = digits };
        if (cursor.Next != '.') return TryScientific(text, out ns);
        var fraction = cursor.Fraction();
        return cursor.AtEnd ? TryScale(whole, fraction, out ns) : TryScientific(text, out ns);
    }

    /// <summary>
    /// An epoch number at the start of the text; more may follow. Ten digits alone may be anything: they need a
    /// fraction, a colon or a bracket after them.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out long ns, out int consumed)
    {
        ns = 0;
        consumed = Math.Max(0, text.IndexOfAnyExceptInRange((byte)'0', (byte)'9'));
        if (consumed is not (10 or 13 or 16 or 19)) return false;
        if (text[consumed] == '.')
        {
            var digits = text[(consumed + 1)..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
            if (digits <= 0) return false;
            consumed += 1 + digits;
        }
        else if (consumed == 10 && text[consumed] is not ((byte)':' or (byte)']'))
        {
            return false;
        }

        return TryParse(text[..consumed], out ns);
    }

    /// <param name="whole">The number before the point.</param>
    /// <param name="billionths">The fraction, in billionths of the unit.</param>
    /// <param name="ns">ns since the Unix epoch.</param>
    static bool TryScale(long whole, int billionths, out long ns)
    {
        ns = 0;
        for (var unit = CivilTime.NsPerSecond; unit > 0; unit /= 1000)
        {
            var perSecond = CivilTime.NsPerSecond / unit;
            if (whole / perSecond is < FirstSecond or > LastSecond) continue;
            ns = (whole * unit) + (billionths / perSecond);
            return true;
        }

        return false;
    }

    static bool TryScientific(ReadOnlySpan<byte> text, out long ns)
    {
        ns = 0;
        if (text.IndexOfAny((byte)'e', (byte)'E') < 0) return false;
        if (!Utf8Parser.TryParse(text, out double value, out var consumed) || consumed != text.Length) return false;
        if (value is not (>= FirstSecond and < long.MaxValue / 2)) return false;
        // A double holds µs of the present, not more: round there.
        var whole = (long)Math.Floor(value);
        return TryScale(whole, (int)(Math.Round((value - whole) * 1e6) * 1000), out ns);
    }
}
