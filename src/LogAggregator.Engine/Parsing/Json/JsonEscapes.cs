using System;
using System.Text;

namespace LogAggregator.Engine.Parsing.Json;

/// <summary>The escapes in JSON strings.</summary>
static class JsonEscapes
{
    /// <summary>Bytes of the escape at this backslash, 0 if it is none.</summary>
    public static int LengthAt(ReadOnlySpan<byte> text, int at)
    {
        if (at + 1 >= text.Length) return 0;
        if (text[at + 1] != 'u') return "\"\\/bfnrt"u8.Contains(text[at + 1]) ? 2 : 0;
        return at + 6 <= text.Length && HexAt(text, at + 2) >= 0 ? 6 : 0;
    }

    /// <summary>
    /// Resolves the escapes of a string that was stepped over before; half a surrogate pair becomes U+FFFD. The
    /// destination needs as many bytes as the text has. Returns the bytes written.
    /// </summary>
    public static int Unescape(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        var written = 0;
        while (!text.IsEmpty)
        {
            var run = text.IndexOf((byte)'\\');
            if (run < 0) run = text.Length;
            text[..run].CopyTo(destination[written..]);
            written += run;
            text = text[run..];
            if (!text.IsEmpty) text = text[UnescapeOne(text, destination, ref written)..];
        }

        return written;
    }

    static int UnescapeOne(ReadOnlySpan<byte> text, Span<byte> destination, ref int written)
    {
        if (text[1] == 'u') return UnescapeUnicode(text, destination, ref written);
        destination[written++] = text[1] switch
        {
            (byte)'b' => (byte)'\b',
            (byte)'f' => (byte)'\f',
            (byte)'n' => (byte)'\n',
            (byte)'r' => (byte)'\r',
            (byte)'t' => (byte)'\t',
            var itself => itself,
        };
        return 2;
    }

    static int UnescapeUnicode(ReadOnlySpan<byte> text, Span<byte> destination, ref int written)
    {
        var first = (char)HexAt(text, 2);
        var length = 6;
        var rune = Rune.ReplacementChar;
        if (char.IsHighSurrogate(first) && text.Length >= 12 && text[6] == '\\' && text[7] == 'u'
            && Rune.TryCreate(first, (char)HexAt(text, 8), out var pair))
        {
            rune = pair;
            length = 12;
        }
        else if (Rune.TryCreate(first, out var single))
        {
            rune = single;
        }

        written += rune.EncodeToUtf8(destination[written..]);
        return length;
    }

    /// <summary>Four hex digits, or -1.</summary>
    static int HexAt(ReadOnlySpan<byte> text, int at)
    {
        var value = 0;
        for (var i = at; i < at + 4; i++)
        {
            var digit = Hex(text[i]);
            if (digit < 0) return -1;
            value = (value << 4) | digit;
        }

        return value;
    }

    static int Hex(byte b) => b switch
    {
        >= (byte)'0' and <= (byte)'9' => b - '0',
        >= (byte)'a' and <= (byte)'f' => b - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => b - 'A' + 10,
        _ => -1,
    };
}
