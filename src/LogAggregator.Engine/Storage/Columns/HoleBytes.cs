using System;
using System.Threading;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>What can stand in a hole of a text. The forms of a block share it; any thread may ask it.</summary>
/// <param name="bytes">No other byte does.</param>
/// <param name="pairs">No other two letters follow each other; null where nothing is known of that.</param>
sealed class HoleBytes(ByteSet bytes, LetterPairs? pairs = null) : IEquatable<HoleBytes>
{
    NeedleBytes? _lastAsked;

    public static HoleBytes Any { get; } = new(ByteSet.All);

    public ByteSet Bytes => bytes;

    public LetterPairs? Pairs => pairs;

    public bool MayFollow(byte first, byte second) => pairs is null || pairs.MayFollow(first, second);

    /// <summary>What it can have of a needle; found out once for all forms that a search asks.</summary>
    public NeedleBytes Of(NeedleAutomaton automaton)
    {
        if (Volatile.Read(ref _lastAsked) is { } known && known.Automaton == automaton) return known;
        known = automaton.BytesIn(this);
        Volatile.Write(ref _lastAsked, known);
        return known;
    }

    public bool Equals(HoleBytes? other) => other is not null && bytes == other.Bytes && pairs == other.Pairs;

    public override bool Equals(object? obj) => Equals(obj as HoleBytes);

    public override int GetHashCode() => HashCode.Combine(bytes, pairs);
}
