using System;

namespace LogAggregator.Engine.Query.Values;

/// <summary>A number with its unit, as in <c>250ms</c>, <c>1.5 kb</c>, <c>1m30.5s</c>.</summary>
readonly record struct Quantity(Value Number, Unit Unit)
{
    /// <summary>In nanoseconds or bytes.</summary>
    public double Scaled => Number.AsNumber * Units.Scale(Unit);

    /// <summary>One number and one unit, nothing else: how a query writes it. Without a unit too.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Quantity quantity)
    {
        quantity = default;
        var length = NumberLength(text);
        if (length == 0 || !Numbers.TryParse(text[..length], out var number)) return false;
        var unit = Unit.None;
        if (length < text.Length && !Units.TryParse(text[length..], out unit)) return false;
        quantity = new Quantity(number, unit);
        return true;
    }

    /// <summary>
    /// What a log writes: also with a space before the unit, and durations of several parts. In nanoseconds or bytes;
    /// <paramref name="unit"/> tells which of the two. False where there is no unit.
    /// </summary>
    public static bool TryParseScaled(ReadOnlySpan<char> text, out double scaled, out Unit unit)
    {
        (scaled, unit) = (0, Unit.None);
        var negative = !text.IsEmpty && text[0] == '-';
        if (negative) text = text[1..];
        while (!text.IsEmpty)
        {
            if (!TryPart(ref text, out var part) || (unit != Unit.None && !(Units.IsDuration(unit) && Units.IsDuration(part.Unit)))) return false;
            scaled += part.Scaled;
            unit = part.Unit;
        }

        if (negative) scaled = -scaled;
        return unit != Unit.None;
    }

    static bool TryPart(ref ReadOnlySpan<char> text, out Quantity part)
    {
        part = default;
        var length = NumberLength(text);
        if (length == 0 || !Numbers.TryParse(text[..length], out var number)) return false;
        text = text[length..];
        if (!text.IsEmpty && text[0] == ' ') text = text[1..];
        var symbol = 0;
        while (symbol < text.Length && char.IsLetter(text[symbol])) symbol++;
        if (!Units.TryParse(text[..symbol], out var unit)) return false;
        text = text[symbol..];
        part = new Quantity(number, unit);
        return true;
    }

    /// <summary>Sign, digits, point, digits, exponent; an <c>e</c> without digits after it is not an exponent.</summary>
    static int NumberLength(ReadOnlySpan<char> text)
    {
        var at = !text.IsEmpty && text[0] == '-' ? 1 : 0;
        var digits = at;
        while (at < text.Length && (char.IsAsciiDigit(text[at]) || text[at] == '.')) at++;
        if (at == digits) return 0;
        if (at + 1 >= text.Length || text[at] is not ('e' or 'E')) return at;
        var exponent = text[at + 1] is '+' or '-' ? at + 2 : at + 1;
        var end = exponent;
        while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
        return end == exponent ? at : end;
    }
}
