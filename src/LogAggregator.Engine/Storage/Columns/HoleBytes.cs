namespace LogAggregator.Engine.Storage.Columns;

/// <summary>What can stand in a hole of a text. Immutable; the forms of a block share it.</summary>
/// <param name="Bytes">No other byte does.</param>
/// <param name="Pairs">No other two letters follow each other; null where nothing is known of that.</param>
sealed record HoleBytes(ByteSet Bytes, LetterPairs? Pairs = null)
{
    public static HoleBytes Any { get; } = new(ByteSet.All);

    public bool MayFollow(byte first, byte second) => Pairs is null || Pairs.MayFollow(first, second);
}
