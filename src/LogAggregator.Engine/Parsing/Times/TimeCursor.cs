using System;

namespace LogAggregator.Engine.Parsing.Times;

/// <summary>Reads the parts of a written time one after the other. A part that is not there leaves <see cref="At"/> as it was.</summary>
ref struct TimeCursor(ReadOnlySpan<byte> text)
{
    readonly ReadOnlySpan<byte> _text = text;

    public int At;

    public readonly bool AtEnd => At >= _text.Length;

    public readonly byte Next => At < _text.Length ? _text[At] : (byte)0;

    public readonly ReadOnlySpan<byte> Rest => _text[At..];

    public bool Skip(byte expected)
    {
        if (Next != expected || AtEnd) return false;
        At++;
        return true;
    }

    public bool Skip(ReadOnlySpan<byte> expected)
    {
        if (!Rest.StartsWith(expected)) return false;
        At += expected.Length;
        return true;
    }

    /// <summary>Exactly so many digits.</summary>
    public bool Digits(int count, out int value)
    {
        value = 0;
        if (_text.Length - At < count) return false;
        for (var i = At; i < At + count; i++)
        {
            var digit = _text[i] - '0';
            if ((uint)digit > 9) return false;
            value = (value * 10) + digit;
        }

        At += count;
        return true;
    }

    /// <summary><c>HH:MM</c>, then maybe <c>:SS</c>, then maybe a fraction. False leaves the place anywhere.</summary>
    public bool Clock(out int hour, out int minute, out int second, out int nanosecond)
    {
        second = nanosecond = minute = 0;
        if (!Digits(2, out hour) || !Skip((byte)':') || !Digits(2, out minute)) return false;
        var mark = At;
        if (!Skip((byte)':') || !Digits(2, out second))
        {
            At = mark;
            return true;
        }

        nanosecond = Fraction();
        return true;
    }

    /// <summary>A point or comma and digits, as ns; what is finer than a ns is dropped. 0 if there is none.</summary>
    public int Fraction()
    {
        if (Next is not ((byte)'.' or (byte)',') || At + 1 >= _text.Length || !IsDigit(_text[At + 1])) return 0;
        At++;
        var value = 0;
        var scale = 100_000_000;
        for (; At < _text.Length && IsDigit(_text[At]); At++, scale /= 10) value += (_text[At] - '0') * scale;
        return value;
    }

    /// <summary><c>Z</c>, <c>UTC</c>, <c>GMT</c>, <c>+02</c>, <c>+0200</c>, <c>+02:00</c>, maybe after one space; minutes east. 0 if there is none.</summary>
    public int OffsetMinutes()
    {
        var mark = At;
        var spaced = Skip((byte)' ');
        if ((Next | 0x20) == 'z' && !LetterFollows(1))
        {
            At++;
            return 0;
        }

        if ((Rest.StartsWith("UTC"u8) || Rest.StartsWith("GMT"u8)) && !LetterFollows(3))
        {
            At += 3;
            return 0;
        }

        if (TryNumericOffset(spaced, out var minutes)) return minutes;
        At = mark;
        return 0;
    }

    /// <summary>An English month of three letters; 0 if there is none.</summary>
    public int Month()
    {
        if (_text.Length - At < 3) return 0;
        var name = ((_text[At] | 0x20) << 16) | ((_text[At + 1] | 0x20) << 8) | (_text[At + 2] | 0x20);
        for (var month = 0; month < 12; month++)
        {
            var known = "janfebmaraprmayjunjulaugsepoctnovdec"u8.Slice(month * 3, 3);
            if (name != ((known[0] << 16) | (known[1] << 8) | known[2])) continue;
            At += 3;
            return month + 1;
        }

        return 0;
    }

    bool TryNumericOffset(bool spaced, out int minutes)
    {
        minutes = 0;
        var negative = Next == '-';
        if (!negative && Next != '+') return false;
        At++;
        if (!Digits(2, out var hours)) return false;
        Skip((byte)':');
        // After a space "-05" alone may be anything; "-0500" is an offset.
        if (!Digits(2, out var rest) && (spaced || _text[At - 1] == ':')) return false;
        if (hours > 18 || rest > 59 || IsDigit(Next)) return false;
        minutes = (negative ? -1 : 1) * ((hours * 60) + rest);
        return true;
    }

    readonly bool LetterFollows(int distance) =>
        At + distance < _text.Length && (_text[At + distance] | 0x20) is >= 'a' and <= 'z';

    static bool IsDigit(byte b) => (uint)(b - '0') <= 9;
}
