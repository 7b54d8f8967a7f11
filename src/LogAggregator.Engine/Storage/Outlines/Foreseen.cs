namespace LogAggregator.Engine.Storage.Outlines;

/// <summary>What is known of a search in a block before its columns are read.</summary>
/// <param name="MayMatch">False if no row matches.</param>
/// <param name="Rows">How many do; null where only the rows tell.</param>
readonly record struct Foreseen(bool MayMatch, long? Rows)
{
    public static Foreseen Nothing { get; } = new(true, null);

    public static Foreseen NoMatch { get; } = new(false, 0);
}
