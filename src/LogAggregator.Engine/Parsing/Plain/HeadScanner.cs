using System;
using System.Buffers;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Parsing.Fields;

namespace LogAggregator.Engine.Parsing.Plain;

/// <summary>
/// Walks over the tokens at a line's head (brackets, logger names, process ids, separators) until one is a level, or
/// until the sentence begins: a level word inside of a sentence says nothing.
/// </summary>
ref struct HeadScanner(ReadOnlySpan<byte> text, TextSlice time)
{
    const int MaxTokens = 12;

    static readonly SearchValues<byte> NameMarks = SearchValues.Create("._/:[$@\\"u8);

    readonly ReadOnlySpan<byte> _text = text;
    readonly TextSlice _time = time;
    int _at;

    /// <summary>Only times, numbers and brackets so far: no name, no word.</summary>
    bool _noWords = true;

    /// <summary>A word that may be a host name is still allowed: it follows syslog's time.</summary>
    bool _hostMayFollow;

    public Level? Find()
    {
        SkipYearlessTime();
        for (var tokens = 0; tokens < MaxTokens && SkipSeparators(); tokens++)
        {
            var first = _text[_at];
            bool goesOn;
            Level? level;
            if (first is (byte)'[' or (byte)'(' or (byte)'<' or (byte)'{') goesOn = TakeGroup(out level);
            else if ((uint)(first - '0') <= 9) goesOn = TakeNumber(out level);
            else if (first == '"') return null;
            else goesOn = TakeWord(out level);
            if (level is not null) return level;
            if (!goesOn) return null;
        }

        return null;
    }

    /// <summary>Steps over the time and what stands between tokens. False at the end.</summary>
    bool SkipSeparators()
    {
        while (_at < _text.Length)
        {
            if (_time.Length > 0 && _at == _time.Start) _at = _time.End;
            else if (" \t|-:,=*#!>]);\r"u8.Contains(_text[_at])) _at++;
            else return true;
        }

        return false;
    }

    /// <summary><c>Nov 11 10:30:00 host app[1]:</c>, <c>11 Nov 10:30:00</c>.</summary>
    void SkipYearlessTime()
    {
        var cursor = new Times.TimeCursor(_text);
        var dayFirst = cursor.Digits(2, out _) && cursor.Skip((byte)' ');
        if (cursor.Month() == 0) return;
        if (!dayFirst)
        {
            if (!cursor.Skip("  "u8) && !cursor.Skip((byte)' ')) return;
            if (!cursor.Digits(2, out _) && !cursor.Digits(1, out _)) return;
        }

        if (!cursor.Skip((byte)' ') || !cursor.Clock(out _, out _, out _, out _)) return;
        _at = cursor.At;
        _hostMayFollow = true;
    }

    bool TakeGroup(out Level? level)
    {
        var open = _text[_at];
        var close = open switch { (byte)'[' => (byte)']', (byte)'(' => (byte)')', (byte)'<' => (byte)'>', _ => (byte)'}' };
        var inside = _text[(_at + 1)..];
        var length = inside.IndexOf(close);
        level = null;
        if (length < 0) return false;
        inside = inside[..length];
        if (open != '{') level = GroupLevel.Find(inside, TimeInside(length));
        _at += length + 2;
        return true;
    }

    /// <summary>The line's time relative to the group's inside, if it lies there.</summary>
    readonly TextSlice TimeInside(int length)
    {
        var start = _time.Start - _at - 1;
        return _time.Length > 0 && start >= 0 && start + _time.Length <= length ? new TextSlice(start, _time.Length) : default;
    }

    /// <summary>A process id, a clock, an address. A number after words is part of a sentence: <c>found 0 ERROR</c>.</summary>
    bool TakeNumber(out Level? level)
    {
        level = null;
        _at += TokenLength(_text[_at..]);
        return _noWords;
    }

    bool TakeWord(out Level? level)
    {
        var token = _text.Slice(_at, TokenLength(_text[_at..]));
        var letters = LettersOf(token);
        level = LevelToken.Find(_text[_at..], letters, _noWords) ?? LevelToken.OfName(token, isLast: _at + token.Length == _text.Length);
        if (level is not null) return true;
        _noWords = false;
        var before = _at;
        _at += token.Length;
        return IsName(token) || SeparatorFollows() || TakeHost(before);
    }

    /// <summary>A logger's name, a path, a tag: no word of a sentence has such a character.</summary>
    static bool IsName(ReadOnlySpan<byte> token) =>
        token[..^1].IndexOfAny(NameMarks) >= 0 || token[^1] is (byte)':' or (byte)']'
        || (token[0] >= 0x80 && token.Length <= 6)
        || token.IndexOfAnyInRange((byte)'0', (byte)'9') > 0;

    readonly bool SeparatorFollows()
    {
        var rest = _text[_at..].TrimStart((byte)' ');
        return rest.Length > 1 && rest[0] is (byte)'|' or (byte)'-' && rest[1] == ' ';
    }

    bool TakeHost(int start)
    {
        var allowed = _hostMayFollow && start > 0;
        _hostMayFollow = false;
        return allowed;
    }

    static int TokenLength(ReadOnlySpan<byte> text)
    {
        var length = text.IndexOfAny(" \t|"u8);
        return length < 0 ? text.Length : length;
    }

    static int LettersOf(ReadOnlySpan<byte> token)
    {
        var length = 0;
        while (length < token.Length && (token[length] | 0x20) is >= 'a' and <= 'z') length++;
        return length;
    }
}
