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

    /// <summary>
    /// False where the text has no template. Else the template's bytes are in <paramref name="template"/> (as long as the text, at
    /// least), and the variables' places in <paramref name="variables"/> (at least <see cref="MaxVariables"/>).
    /// </summary>
    public static bool TrySplit(ReadOnlySpan<byte> text, Span<byte> template, Span<Range> variables, out int templateLength, out int variableCount)
    {
        templateLength = variableCount = 0;
        if (text.Length > MaxLength || text.Contains(Hole)) return false;
        for (var at = 0; at < text.Length;)
        {
            if (!IsWord(text[at]))
            {
                template[templateLength++] = text[at++];
                continue;
            }

            var end = at + 1;
            var hasDigit = IsDigit(text[at]);
            while (end < text.Length && IsWord(text[end])) hasDigit |= IsDigit(text[end++]);
            if (end - at == 8 && IsUuid(text[at..])) (end, hasDigit) = (at + UuidLength, true);
            if (!hasDigit)
            {
                text[at..end].CopyTo(template[templateLength..]);
                templateLength += end - at;
                at = end;
                continue;
            }

            if (variableCount == MaxVariables) return false;
            var variable = Variable(text, at, end);
            text[at..variable.Start.Value].CopyTo(template[templateLength..]);
            templateLength += variable.Start.Value - at;
            template[templateLength++] = Hole;
            text[variable.End.Value..end].CopyTo(template[templateLength..]);
            templateLength += end - variable.End.Value;
            variables[variableCount++] = variable;
            at = end;
        }

        return true;
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

    static bool IsWord(byte c) => IsDigit(c) || (c | 0x20) is >= (byte)'a' and <= (byte)'z' || c is (byte)'_' or >= 0x80;
}
