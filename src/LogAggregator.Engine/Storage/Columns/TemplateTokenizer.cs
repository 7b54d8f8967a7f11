using System;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>
/// Splits text into a template and its variables: a token that holds a digit is a variable, or has one. Of
/// <c>user07109</c> and <c>12ms</c> only the digits are; a UUID is one; other mixtures of letters and digits are variable whole.
/// In a template each variable is one byte <see cref="Hole"/>; text that holds that byte has no template.
/// </summary>
static class TemplateTokenizer
{
    public const byte Hole = 0;

    /// <summary>Values of more variables or longer ones are not worth a template.</summary>
    public const int MaxVariables = 64;

    public const int MaxLength = 4096;

    const int UuidLength = 36;

    static readonly byte[] WordBytes = MakeWordBytes();

    /// <summary>
    /// False where the text has no template. Else the template's bytes are in <paramref name="template"/> (as long as the text, at
    /// least), and the variables' places in <paramref name="variables"/> (at least <see cref="MaxVariables"/>).
    /// </summary>
    public static bool TrySplit(ReadOnlySpan<byte> text, Span<byte> template, Span<Range> variables, out int templateLength, out int variableCount)
    {
        templateLength = variableCount = 0;
        if (text.Length > MaxLength || text.Contains(Hole)) return false;
        var at = 0;
        for (int digit; (digit = text[at..].IndexOfAnyInRange((byte)'0', (byte)'9')) >= 0;)
        {
            if (variableCount == MaxVariables) return false;
            var token = Token(text, at, at + digit);
            var variable = token.IsUuid ? token.Start..token.End : Variable(text, token.Start, token.End);
            var before = text[at..variable.Start.Value];
            before.CopyTo(template[templateLength..]);
            templateLength += before.Length;
            template[templateLength++] = Hole;
            variables[variableCount++] = variable;
            at = variable.End.Value;
            var behind = text[at..token.End];
            behind.CopyTo(template[templateLength..]);
            templateLength += behind.Length;
            at = token.End;
        }

        text[at..].CopyTo(template[templateLength..]);
        templateLength += text.Length - at;
        return true;
    }

    /// <summary>The letters, digits and underscores around a digit, not before <paramref name="from"/>; or the UUID that begins there.</summary>
    static (int Start, int End, bool IsUuid) Token(ReadOnlySpan<byte> text, int from, int digit)
    {
        var start = digit;
        while (start > from && IsWord(text[start - 1])) start--;
        var end = digit + 1;
        while (end < text.Length && IsWord(text[end])) end++;
        return end - start == 8 && IsUuid(text[start..]) ? (start, start + UuidLength, true) : (start, end, false);
    }

    /// <summary>The digits alone where letters stand only before or only after them, else the whole token.</summary>
    static Range Variable(ReadOnlySpan<byte> text, int start, int end)
    {
        var first = start;
        while (!IsDigit(text[first])) first++;
        var last = end;
        while (!IsDigit(text[last - 1])) last--;
        for (var i = first; i < last; i++)
        {
            if (!IsDigit(text[i])) return start..end;
        }

        return first == start || last == end ? first..last : start..end;
    }

    static bool IsUuid(ReadOnlySpan<byte> text)
    {
        if (text.Length < UuidLength || (text.Length > UuidLength && IsWord(text[UuidLength]))) return false;
        for (var i = 0; i < UuidLength; i++)
        {
            var dash = i is 8 or 13 or 18 or 23;
            if (dash != (text[i] == '-') || (!dash && !IsHex(text[i]))) return false;
        }

        return true;
    }

    static bool IsDigit(byte c) => c is >= (byte)'0' and <= (byte)'9';

    static bool IsHex(byte c) => IsDigit(c) || (c | 0x20) is >= (byte)'a' and <= (byte)'f';

    static bool IsWord(byte c) => WordBytes[c] != 0;

    static byte[] MakeWordBytes()
    {
        var bytes = new byte[256];
        for (var c = 0; c < bytes.Length; c++)
            bytes[c] = IsDigit((byte)c) || (c | 0x20) is >= 'a' and <= 'z' || c is '_' or >= 0x80 ? (byte)1 : (byte)0;
        return bytes;
    }

    /// <summary>Adds what stands before each variable of a template, and behind its last one.</summary>
    public static void AddLiterals(ReadOnlySpan<byte> template, ValueList literals)
    {
        foreach (var part in template.Split(Hole)) literals.Add(template[part]);
    }
}
