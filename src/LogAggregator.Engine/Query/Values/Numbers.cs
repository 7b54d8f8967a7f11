using System;
using System.Globalization;

namespace LogAggregator.Engine.Query.Values;

/// <summary>Numbers as logs and queries write them.</summary>
static class Numbers
{
    const NumberStyles Fraction = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>Reads <c>-12</c>, <c>0.5</c>, <c>1e3</c>; no spaces, no <c>+</c>, no separators, no <c>NaN</c>.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Value number)
    {
        number = default;
        if (text.IsEmpty || !StartsLikeNumber(text)) return false;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer))
        {
            number = Value.Of(integer);
            return true;
        }

        if (!double.TryParse(text, Fraction, CultureInfo.InvariantCulture, out var real) || !double.IsFinite(real)) return false;
        number = Value.Of(real);
        return true;
    }

    /// <summary><c>007</c>, <c>-01.5</c>; not <c>0.5</c>.</summary>
    public static bool HasLeadingZero(ReadOnlySpan<char> text)
    {
        var digits = text.TrimStart('-');
        return digits.Length > 1 && digits[0] == '0' && char.IsAsciiDigit(digits[1]);
    }

    static bool StartsLikeNumber(ReadOnlySpan<char> text) =>
        char.IsAsciiDigit(text[0]) || (text[0] is '-' or '.' && text.Length > 1 && (char.IsAsciiDigit(text[1]) || text[1] == '.'));
}
