using System;
using System.IO.Hashing;
using System.Numerics;
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
    WordWindow _window = WordWindow.At(text, 0);
    int _windowStart;
    int _bit;
    bool _hasCapitals;

    /// <summary>Where the token begins.</summary>
    public int Start { get; private set; }

    /// <summary>Where it ends.</summary>
    public int End { get; private set; }

    public bool MoveNext()
    {
        while (NextRun())
        {
            if (End - Start >= MinLength && HasLetterBeforeDigit()) return true;
        }

        return false;
    }

    /// <summary>The token's hash, the same in any case of letters.</summary>
    public readonly ulong Hash()
    {
        var token = _text[Start..End];
        if (token.Length > MaxHashed) token = token[..MaxHashed];
        if (!_hasCapitals) return XxHash3.HashToUInt64(token);
        Span<byte> lower = stackalloc byte[MaxHashed];
        Ascii.ToLower(token, lower, out var length);
        return XxHash3.HashToUInt64(lower[..length]);
    }

    /// <summary>The next letters and digits, in a window that has all of them, or as many of them as fit.</summary>
    bool NextRun()
    {
        while (true)
        {
            var rest = _bit < WordWindow.Length ? _window.Words >> _bit : 0;
            if (rest == 0)
            {
                var next = _windowStart + Math.Max(_bit, WordWindow.Length);
                if (next >= _text.Length) return false;
                MoveTo(next);
                continue;
            }

            _bit += BitOperations.TrailingZeroCount(rest);
            var length = _window.RunFrom(_bit);
            var mayGoOn = _bit + length >= WordWindow.Length && _windowStart + WordWindow.Length < _text.Length;
            if (mayGoOn && _bit > 0)
            {
                MoveTo(_windowStart + _bit);
                continue;
            }

            Start = _windowStart + _bit;
            End = Start + (mayGoOn ? LongRunFrom(Start) : length);
            _bit = End - _windowStart;
            return true;
        }
    }

    void MoveTo(int start) => (_window, _windowStart, _bit) = (WordWindow.At(_text, start), start, 0);

    readonly int LongRunFrom(int start)
    {
        var length = WordWindow.Length;
        while (start + length < _text.Length && char.IsAsciiLetterOrDigit((char)_text[start + length])) length++;
        return length;
    }

    bool HasLetterBeforeDigit()
    {
        if (End - _windowStart > WordWindow.Length)
        {
            _hasCapitals = true;
            var letter = _text[Start..End].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
            return letter >= 0 && _text[(Start + letter)..End].ContainsAnyInRange((byte)'0', (byte)'9');
        }

        var run = (ulong.MaxValue >> (WordWindow.Length - (End - Start))) << (Start - _windowStart);
        _hasCapitals = (_window.Capitals & run) != 0;
        var letters = run & ~_window.Digits;
        return letters != 0 && (_window.Digits & run) >> BitOperations.TrailingZeroCount(letters) != 0;
    }
}
