using System;
using System.IO.Hashing;
using System.Text;

namespace LogAggregator.Engine.Storage.Tokens;

/// <summary>
/// Walks over the tokens of a text that are worth a filter, ids above all: runs of ASCII letters and digits, eight at least, in
/// which a letter stands before a digit. So no number is one, nor a number with its unit or the end of a time.
/// </summary>
ref struct TokenReader(ReadOnlySpan<byte> text)
{
    public const int MinLength = 8;

    /// <summary>Of a longer token its beginning is taken for it.</summary>
    const int MaxHashed = 256;

    readonly ReadOnlySpan<byte> _text = text;

    /// <summary>Where the token begins.</summary>
    public int Start { get; private set; }

    /// <summary>Where it ends.</summary>
    public int End { get; private set; }

    public bool MoveNext()
    {
        while (true)
        {
            var from = End;
            var digit = _text[from..].IndexOfAnyInRange((byte)'0', (byte)'9');
            if (digit < 0) return false;
            digit += from;
            Start = digit;
            while (Start > from && IsWord(_text[Start - 1])) Start--;
            End = digit + 1;
            while (End < _text.Length && IsWord(_text[End])) End++;
            if (End - Start >= MinLength && HasLetterBeforeDigit(_text[Start..End])) return true;
        }
    }

    /// <summary>The token's hash, the same in any case of letters.</summary>
    public readonly ulong Hash()
    {
        Span<byte> lower = stackalloc byte[MaxHashed];
        var token = _text[Start..End];
        Ascii.ToLower(token[..Math.Min(token.Length, MaxHashed)], lower, out var length);
        return XxHash3.HashToUInt64(lower[..length]);
    }

    static bool HasLetterBeforeDigit(ReadOnlySpan<byte> token)
    {
        var letter = token.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return letter >= 0 && token[letter..].ContainsAnyInRange((byte)'0', (byte)'9');
    }

    static bool IsWord(byte c) => char.IsAsciiLetterOrDigit((char)c);
}
