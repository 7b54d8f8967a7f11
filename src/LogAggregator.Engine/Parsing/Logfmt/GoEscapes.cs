using System;
using System.Buffers.Text;
using System.Text;

namespace LogAggregator.Engine.Parsing.Logfmt;

/// <summary>The escapes of Go's quoted strings, which logfmt writers use. What is no escape stays as it is.</summary>
static class GoEscapes
{
    /// <summary>The destination needs as many bytes as the text has. Returns the bytes written.</summary>
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
        if (text.Length < 2) return Keep(text, destination, ref written);
        if (text[1] == 'x' && TryHex(text, 2, out var value))
        {
            destination[written++] = (byte)value;
            return 4;
        }

        if (text[1] == 'u' && TryHex(text, 4, out value)) return Encode(value, 6, destination, ref written);
        if (text[1] == 'U' && TryHex(text, 8, out value)) return Encode(value, 10, destination, ref written);
        var known = "abfnrtv\\\"'"u8.IndexOf(text[1]);
        if (known < 0) return Keep(text, destination, ref written);
        destination[written++] = "\a\b\f\n\r\t\v\\\"'"u8[known];
        return 2;
    }

    static int Keep(ReadOnlySpan<byte> text, Span<byte> destination, ref int written)
    {
        destination[written++] = text[0];
        return 1;
    }

    static int Encode(uint value, int length, Span<byte> destination, ref int written)
    {
        var rune = Rune.IsValid(value) ? new Rune(value) : Rune.ReplacementChar;
        written += rune.EncodeToUtf8(destination[written..]);
        return length;
    }

    static bool TryHex(ReadOnlySpan<byte> text, int digits, out uint value)
    {
        value = 0;
        return text.Length >= 2 + digits
            && Utf8Parser.TryParse(text.Slice(2, digits), out value, out var consumed, 'X') && consumed == digits;
    }
}
