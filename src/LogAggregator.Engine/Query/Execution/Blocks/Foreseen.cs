namespace LogAggregator.Engine.Query.Execution.Blocks;

/// <summary>What an outline tells of a search in a block.</summary>
/// <param name="MayMatch">False if no row matches.</param>
/// <param name="Rows">How many do; null where only the rows tell.</param>
readonly record struct Foreseen(bool MayMatch, long? Rows)
{
    public static Foreseen Nothing { get; } = new(true, null);
}
