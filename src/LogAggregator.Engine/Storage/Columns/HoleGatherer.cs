using System;
using System.Numerics;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>Finds out what can stand in a hole, from texts of it and from what is known of their own holes.</summary>
sealed class HoleGatherer
{
    /// <summary>Bytes with fewer letters say enough by themselves.</summary>
    const int MinLetters = 8;

    readonly LetterPairs _pairs = new();
    ByteSet _bytes;
    bool _knowsPairs = true;

    /// <summary>The letters with which the text that is being added may end so far.</summary>
    uint _last;

    /// <summary>What comes next begins another text.</summary>
    public void BeginText() => _last = 0;

    public void Add(ReadOnlySpan<byte> part)
    {
        _bytes |= ByteSet.Of(part);
        foreach (var value in part)
        {
            var letter = LetterPairs.BitOf(value);
            if (letter != 0 && _last != 0) _pairs.Add(_last, letter);
            _last = letter;
        }
    }

    /// <summary>Something of this kind, or nothing.</summary>
    public void Add(HoleBytes hole)
    {
        var letters = hole.Bytes.Letters;
        _bytes |= hole.Bytes;
        if (hole.Pairs is { } pairs) _pairs.Add(pairs);
        else if (letters != 0) _knowsPairs = false;
        _pairs.Add(_last, letters);
        _last |= letters;
    }

    public HoleBytes Gathered() => new(_bytes, _knowsPairs && BitOperations.PopCount(_bytes.Letters) >= MinLetters ? _pairs : null);
}
