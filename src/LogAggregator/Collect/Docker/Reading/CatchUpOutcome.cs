namespace LogAggregator.Collect.Docker.Reading;

/// <summary>How a catch-up ended.</summary>
/// <param name="Kind">How.</param>
/// <param name="Tail">Where a turn is needed: how much must be read, null for everything.</param>
readonly record struct CatchUpOutcome(CatchUpEnd Kind, long? Tail)
{
    /// <summary>Everything in the log is stored.</summary>
    public static CatchUpOutcome Complete => new(CatchUpEnd.Complete, null);

    /// <summary>The connection broke; what was taken is stored.</summary>
    public static CatchUpOutcome Interrupted => new(CatchUpEnd.Interrupted, null);

    /// <summary>The engine cannot read the log, not even its last line.</summary>
    public static CatchUpOutcome Unreadable => new(CatchUpEnd.Unreadable, null);

    /// <summary>More must be read than may be without a turn at the gate.</summary>
    public static CatchUpOutcome NeedsTurn(long? tail) => new(CatchUpEnd.NeedsTurn, tail);
}

enum CatchUpEnd
{
    Complete,
    Interrupted,
    Unreadable,
    NeedsTurn,
}
