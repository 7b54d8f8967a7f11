using System;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>
/// Times of one spelling, one after another. Neighbours share their minute nearly always: then only the digits behind it are written, or
/// read. Gives what <see cref="IsoSpelling"/> gives.
/// </summary>
sealed class IsoSequence(IsoSpelling spelling)
{
    /// <summary>Up to the seconds: <c>2026-11-01T04:25:</c>.</summary>
    const int MinuteLength = 17;

    readonly byte[] _text = new byte[IsoSpelling.MaxLength];
    readonly long _unitsPerSecond = 1_000_000_000 / spelling.NsPerUnit;
    long _minute;
    int _length;

    /// <summary>Holds until the next call.</summary>
    public ReadOnlySpan<byte> Format(long units)
    {
        var unitsPerMinute = 60 * _unitsPerSecond;
        var rest = units - _minute;
        if (_length == 0 || rest < 0 || rest >= unitsPerMinute) return FormatWhole(units);
        IsoSpelling.Digits(rest / _unitsPerSecond, _text.AsSpan(MinuteLength, 2));
        if (spelling.FractionDigits > 0) IsoSpelling.Digits(rest % _unitsPerSecond, _text.AsSpan(MinuteLength + 3, spelling.FractionDigits));
        return _text.AsSpan(0, _length);
    }

    public bool TryParse(ReadOnlySpan<byte> text, out long units)
    {
        units = _minute;
        if (_length == 0 || text.Length != _length || !text[..MinuteLength].SequenceEqual(_text.AsSpan(0, MinuteLength))) return TryParseWhole(text, out units);
        if (spelling.Zulu && text[^1] != 'Z') return false;
        if (!IsoSpelling.TryDigits(text.Slice(MinuteLength, 2), out var second) || second > 59) return false;
        var fraction = 0L;
        if (spelling.FractionDigits > 0 && (text[MinuteLength + 2] != '.' || !IsoSpelling.TryDigits(text.Slice(MinuteLength + 3, spelling.FractionDigits), out fraction))) return false;
        units += second * _unitsPerSecond + fraction;
        return true;
    }

    // Slow path: a minute of its own.
    ReadOnlySpan<byte> FormatWhole(long units)
    {
        _length = spelling.Format(units, _text);
        _minute = MinuteOf(units);
        return _text.AsSpan(0, _length);
    }

    bool TryParseWhole(ReadOnlySpan<byte> text, out long units)
    {
        if (!spelling.TryParse(text, out units)) return false;
        _length = text.Length;
        text.CopyTo(_text);
        _minute = MinuteOf(units);
        return true;
    }

    long MinuteOf(long units)
    {
        var rest = units % (60 * _unitsPerSecond);
        return units - (rest < 0 ? rest + 60 * _unitsPerSecond : rest);
    }
}
