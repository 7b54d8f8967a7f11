using LogAggregator.Engine.Model;

namespace LogAggregator.Engine.Query.Pipes.Patterns;

/// <summary>Rows that have one pattern and level.</summary>
struct PatternCount(string pattern, Level level)
{
    public readonly Level Level = level;

    public string Pattern = pattern;

    public int Rows;

    /// <summary>Time of the oldest row.</summary>
    public long FirstNs = long.MaxValue;

    /// <summary>Time of the newest.</summary>
    public long LastNs = long.MinValue;

    /// <summary>The newest row; the last of several.</summary>
    public int LastRow;

    /// <summary>Its number in the store.</summary>
    public ulong LastSequence;
}
