using LogAggregator.Engine.Query.Values;

namespace LogAggregator.Engine.Query.Pipes.Patterns;

/// <summary>The messages of one pattern and level.</summary>
sealed class PatternGroup(string pattern, Value level, long[] trend)
{
    /// <summary>Characters of a message kept as an example.</summary>
    public const int MaxExample = 1000;

    /// <summary>Of the newest record: of several of one time the one that came last.</summary>
    ulong _lastSequence;

    public string Pattern => pattern;

    public Value Level => level;

    public long[] Trend => trend;

    public long Count { get; set; }

    public Value First { get; private set; }

    public Value Last { get; private set; }

    /// <summary>The newest message.</summary>
    public string? Example { get; private set; }

    public static string Cut(string message) => message.Length <= MaxExample ? message : message[..MaxExample];

    /// <summary>Whether a record is newer than all before.</summary>
    public bool IsNewer(Value time, ulong sequence)
    {
        if (Example is null) return true;
        var order = ValueOrder.Instance.Compare(time, Last);
        return order > 0 || (order == 0 && sequence > _lastSequence);
    }

    /// <summary>As the other, of a record's time.</summary>
    public bool IsNewer(long timestampNs, ulong sequence)
    {
        if (Example is null || Last.Kind != ValueKind.Time) return IsNewer(Value.Time(timestampNs), sequence);
        return timestampNs > Last.AsTimeNs || (timestampNs == Last.AsTimeNs && sequence > _lastSequence);
    }

    /// <summary>There is a record of that time.</summary>
    public void Reach(Value time)
    {
        if (First.IsNull || ValueOrder.Instance.Compare(time, First) < 0) First = time;
    }

    /// <summary>As the other, of a record's time.</summary>
    public void Reach(long timestampNs)
    {
        if (First.Kind != ValueKind.Time || timestampNs < First.AsTimeNs) Reach(Value.Time(timestampNs));
    }

    /// <summary>Its message is the example.</summary>
    public void Show(Value time, ulong sequence, string message) => (Last, _lastSequence, Example) = (time, sequence, Cut(message));
}
