using System;
using System.Runtime.Intrinsics;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>
/// Splits text into a template and its variables: a token that holds a digit is a variable, or has one. Of
/// <c>user07109</c> and <c>12ms</c> only the digits are; a UUID is one; other mixtures of letters and digits are variable whole.
/// In a template each variable is one byte <see cref="Hole"/>; text that holds that byte has no template. Used again for the next text.
/// </summary>
sealed class TemplateTokenizer
{
    public const byte Hole = 0;

    /// <summary>Values of more variables or longer ones are not worth a template.</summary>
    public const int MaxVariables = 64;

    public const int MaxLength = 4096;

    const int UuidLength = 36;

    readonly TokenMasks _masks = new(MaxLength);
    readonly byte[] _template = new byte[MaxLength + ValueList.Slack];
    readonly Range[] _variables = new Range[MaxVariables];
    int _templateLength;
    int _variableCount;

    /// <summary>Of the text that was split last.</summary>
    public ReadOnlySpan<byte> Template => _template.AsSpan(0, _templateLength);

    /// <summary>Where the variables stand in the text that was split last.</summary>
    public ReadOnlySpan<Range> Variables => _variables.AsSpan(0, _variableCount);

    /// <summary>False where the text has no template.</summary>
    public bool TrySplit(ReadOnlySpan<byte> text)
    {
        _templateLength = _variableCount = 0;
        if (text.Length > MaxLength || !_masks.TryRead(text)) return false;
        var copied = 0;
        for (int at = 0, digit; (digit = _masks.NextDigit(at)) < text.Length;)
        {
            if (_variableCount == MaxVariables) return false;
            var (start, end) = (_masks.TokenStart(digit), _masks.TokenEnd(digit));
            var isUuid = end - start == 8 && IsUuid(text[start..]) && _masks.TokenEnd(start + UuidLength - 1) == start + UuidLength;
            if (isUuid) end = start + UuidLength;
            var variable = isUuid ? start..end : VariableOf(start, digit, end);
            _variables[_variableCount++] = variable;
            CopyLiteral(text, copied, variable.Start.Value);
            _template[_templateLength++] = Hole;
            copied = variable.End.Value;
            at = end;
        }

        CopyLiteral(text, copied, text.Length);
        return true;
    }

    void CopyLiteral(ReadOnlySpan<byte> text, int start, int end)
    {
        // Fast path: most are short. What stands behind the literal is copied too, and written over by the next.
        if (end - start <= ValueList.Slack && start + ValueList.Slack <= text.Length)
            Vector128.Create(text.Slice(start, ValueList.Slack)).CopyTo(_template.AsSpan(_templateLength));
        else
            text[start..end].CopyTo(_template.AsSpan(_templateLength));
        _templateLength += end - start;
    }

    /// <summary>The digits alone where letters stand only before or only after them, else the whole token.</summary>
    Range VariableOf(int start, int firstDigit, int end)
    {
        var digitsEnd = _masks.DigitsEnd(firstDigit);
        var isNumber = digitsEnd == end || (firstDigit == start && _masks.LastDigitBefore(end) < digitsEnd);
        return isNumber ? firstDigit..digitsEnd : start..end;
    }

    static bool IsUuid(ReadOnlySpan<byte> text)
    {
        if (text.Length < UuidLength) return false;
        for (var i = 0; i < UuidLength; i++)
        {
            var dash = i is 8 or 13 or 18 or 23;
            if (dash != (text[i] == '-') || (!dash && !char.IsAsciiHexDigit((char)text[i]))) return false;
        }

        return true;
    }

    /// <summary>Adds what stands before each variable of a template, and behind its last one.</summary>
    public static void AddLiterals(ReadOnlySpan<byte> template, ValueList literals)
    {
        foreach (var part in template.Split(Hole)) literals.Add(template[part]);
    }
}
