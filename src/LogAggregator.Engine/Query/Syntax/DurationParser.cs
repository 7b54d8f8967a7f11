using System;
using LogAggregator.Engine.Query.Values;

namespace LogAggregator.Engine.Query.Syntax;

/// <summary>Reads lengths of time as queries write them: <c>15m</c>, <c>1h30m</c>, <c>2d</c>.</summary>
static class DurationParser
{
    /// <summary>Longest: about 100 years. Beyond it no log is meant.</summary>
    const double MaxNs = 36_500 * 86_400e9;

    /// <summary>Whole ns, more than 0. False if the text is none or the time too long.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out long ns)
    {
        ns = 0;
        if (text.IsEmpty || !char.IsAsciiDigit(text[0]) || text.Contains(' ')) return false;
        if (!Quantity.TryParseScaled(text, out var scaled, out var unit) || !Units.IsDuration(unit) || scaled is < 1 or > MaxNs) return false;
        ns = (long)scaled;
        return true;
    }

    /// <summary>In the largest unit that divides it.</summary>
    public static string Format(long ns)
    {
        for (var unit = Unit.Weeks; unit > Unit.Nanoseconds; unit--)
        {
            var scale = (long)Units.Scale(unit);
            if (ns % scale == 0) return $"{ns / scale}{Units.Symbol(unit)}";
        }

        return $"{ns}ns";
    }
}
