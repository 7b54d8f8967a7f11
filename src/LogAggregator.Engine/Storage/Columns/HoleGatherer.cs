using System;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>Finds out what can stand in a hole, from texts of it and from what is known of their own holes.</summary>
sealed class HoleGatherer
{
    /// <summary>Bytes with fewer letters say enough by themselves.</summary>
    const int MinLetters = 8;

    readonly bool[] _has = new bool[256];
    readonly LetterPairs _pairs = new();
    bool _knowsPairs = true;

    /// <summary>The letters with which the text that is being added may end so far.</summary>
    uint _last;

    /// <summary>What comes next begins another text.</summary>
    public void BeginText() => _last = 0;

    public void Add(ReadOnlySpan<byte> part)
    {
        foreach (var value in part)
        {
            _has[value] = true;
            var letter = LetterPairs.BitOf(value);
            if (letter != 0 && _last != 0) _pairs.Add(_last, letter);
            _last = letter;
        }
    }

    /// <summary>Something of this kind, or nothing.</summary>
    public void Add(HoleBytes hole)
    {
        var letters = 0U;
        for (var value = 0; value < _has.Length; value++)
        {
            if (!hole.Bytes.Contains((byte)value)) continue;
            _has[value] = true;
            letters |= LetterPairs.BitOf((byte)value);
        }

        if (hole.Pairs is { } pairs) _pairs.Add(pairs);
        else if (letters != 0) _knowsPairs = false;
        _pairs.Add(_last, letters);
        _last |= letters;
    }

    public HoleBytes Gathered()
    {
        Span<byte> values = stackalloc byte[256];
        var (count, letters) = (0, 0);
        for (var value = 0; value < _has.Length; value++)
        {
            if (!_has[value]) continue;
            values[count++] = (byte)value;
            if (LetterPairs.BitOf((byte)value) != 0) letters++;
        }

        return new HoleBytes(ByteSet.Of(values[..count]), _knowsPairs && letters >= MinLetters ? _pairs : null);
    }
}
