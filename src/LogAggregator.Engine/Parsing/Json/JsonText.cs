using System;
using System.Buffers;

namespace LogAggregator.Engine.Parsing.Json;

/// <summary>
/// Steps over the values of a JSON text in place (RFC 8259, strictly, but for UTF-8, which may be invalid). Every
/// method takes the place where the value begins and returns the place after it, or <see cref="Invalid"/>.
/// </summary>
static class JsonText
{
    public const int Invalid = -1;

    /// <summary>
    /// Objects and arrays inside each other, at most; a deeper line is plain text. With the levels that an answer
    /// puts around it, it stays under the 64 that JSON readers take by default.
    /// </summary>
    public const int MaxDepth = 60;

    static readonly SearchValues<byte> EndsRun = SearchValues.Create([(byte)'"', (byte)'\\', .. Controls()]);

    public static int SkipSpace(ReadOnlySpan<byte> text, int at)
    {
        while (at < text.Length && text[at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n') at++;
        return at;
    }

    public static int SkipValue(ReadOnlySpan<byte> text, int at, int depth, out FieldKind kind)
    {
        kind = FieldKind.Null;
        if (at >= text.Length) return Invalid;
        switch (text[at])
        {
            case (byte)'"':
                kind = FieldKind.Text;
                return SkipString(text, at, out _);
            case (byte)'{' or (byte)'[':
                kind = FieldKind.Json;
                return SkipContainer(text, at, depth);
            case (byte)'n':
                return SkipLiteral(text, at, "null"u8);
            case (byte)'t' or (byte)'f':
                kind = FieldKind.Boolean;
                return SkipLiteral(text, at, text[at] == 't' ? "true"u8 : "false"u8);
            default:
                kind = FieldKind.Number;
                return SkipNumber(text, at);
        }
    }

    /// <param name="text">The text.</param>
    /// <param name="at">The opening quote.</param>
    /// <param name="escaped">It has escapes.</param>
    public static int SkipString(ReadOnlySpan<byte> text, int at, out bool escaped)
    {
        escaped = false;
        at++;
        while (true)
        {
            var run = text[at..].IndexOfAny(EndsRun);
            if (run < 0) return Invalid;
            at += run;
            if (text[at] == '"') return at + 1;
            if (text[at] != '\\') return Invalid;
            escaped = true;
            var length = JsonEscapes.LengthAt(text, at);
            if (length == 0) return Invalid;
            at += length;
        }
    }

    static int SkipContainer(ReadOnlySpan<byte> text, int at, int depth)
    {
        if (depth >= MaxDepth) return Invalid;
        var isObject = text[at] == '{';
        var close = isObject ? (byte)'}' : (byte)']';
        at = SkipSpace(text, at + 1);
        if (at < text.Length && text[at] == close) return at + 1;
        while (true)
        {
            if (isObject)
            {
                at = SkipKey(text, at, out _);
                if (at == Invalid) return Invalid;
            }

            at = SkipValue(text, at, depth + 1, out _);
            if (at == Invalid) return Invalid;
            at = SkipSpace(text, at);
            if (at >= text.Length) return Invalid;
            if (text[at] == close) return at + 1;
            if (text[at] != ',') return Invalid;
            at = SkipSpace(text, at + 1);
        }
    }

    /// <summary>A key, its colon, and the space around; returns where the value begins.</summary>
    public static int SkipKey(ReadOnlySpan<byte> text, int at, out JsonKey key)
    {
        key = default;
        if (at >= text.Length || text[at] != '"') return Invalid;
        var end = SkipString(text, at, out var escaped);
        if (end == Invalid) return Invalid;
        key = new JsonKey(at + 1, end - at - 2, escaped);
        at = SkipSpace(text, end);
        return at < text.Length && text[at] == ':' ? SkipSpace(text, at + 1) : Invalid;
    }

    /// <summary>A JSON number: no leading zeros or plus, digits on both sides of the point.</summary>
    public static int SkipNumber(ReadOnlySpan<byte> text, int at)
    {
        if (at < text.Length && text[at] == '-') at++;
        var digits = SkipDigits(text, at);
        if (digits == at || (text[at] == '0' && digits > at + 1)) return Invalid;
        at = digits;
        if (at < text.Length && text[at] == '.')
        {
            digits = SkipDigits(text, at + 1);
            if (digits == at + 1) return Invalid;
            at = digits;
        }

        if (at >= text.Length || (text[at] | 0x20) != 'e') return at;
        at++;
        if (at < text.Length && text[at] is (byte)'+' or (byte)'-') at++;
        digits = SkipDigits(text, at);
        return digits == at ? Invalid : digits;
    }

    static int SkipDigits(ReadOnlySpan<byte> text, int at)
    {
        while (at < text.Length && (uint)(text[at] - '0') <= 9) at++;
        return at;
    }

    static int SkipLiteral(ReadOnlySpan<byte> text, int at, ReadOnlySpan<byte> literal) =>
        text[at..].StartsWith(literal) ? at + literal.Length : Invalid;

    static byte[] Controls()
    {
        var controls = new byte[0x20];
        for (var i = 0; i < controls.Length; i++) controls[i] = (byte)i;
        return controls;
    }
}

/// <summary>A key as written, without its quotes.</summary>
readonly record struct JsonKey(int Start, int Length, bool Escaped);
