using System;
using System.Globalization;
using System.Text;

namespace LogAggregator.Engine.Query.Execution.Text;

/// <summary>The inside of a JSON string as text. Bytes that are no UTF-8 pass; half a surrogate pair is U+FFFD.</summary>
static class JsonEscapes
{
    /// <param name="source">A valid JSON string's inside.</param>
    /// <param name="target">At least as long as the source.</param>
    /// <returns>Bytes written.</returns>
    public static int Unescape(ReadOnlySpan<byte> source, Span<byte> target)
    {
        var written = 0;
        for (int at; (at = source.IndexOf((byte)'\\')) >= 0 && at + 1 < source.Length;)
        {
            source[..at].CopyTo(target[written..]);
            written += at;
            source = source[at..];
            source = source[Decode(source, out var rune)..];
            written += rune.EncodeToUtf8(target[written..]);
        }

        source.CopyTo(target[written..]);
        return written + source.Length;
    }

    /// <summary>Bytes of the escape that begins here.</summary>
    static int Decode(ReadOnlySpan<byte> source, out Rune rune)
    {
        if (source[1] != 'u')
        {
            rune = new Rune(Short(source[1]));
            return 2;
        }

        if (!TryUnit(source, out var unit))
        {
            rune = new Rune('u');
            return 2;
        }

        if (TryUnit(source[6..], out var low) && Rune.TryCreate(unit, low, out rune)) return 12;
        if (!Rune.TryCreate(unit, out rune)) rune = Rune.ReplacementChar;
        return 6;
    }

    static char Short(byte escape) => escape switch
    {
        (byte)'b' => '\b',
        (byte)'f' => '\f',
        (byte)'n' => '\n',
        (byte)'r' => '\r',
        (byte)'t' => '\t',
        _ => (char)escape,
    };

    static bool TryUnit(ReadOnlySpan<byte> source, out char unit)
    {
        unit = default;
        if (source.Length < 6 || source[0] != '\\' || source[1] != 'u') return false;
        if (!ushort.TryParse(source.Slice(2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)) return false;
        unit = (char)value;
        return true;
    }
}
