using LogAggregator.Engine.Parsing.Times;

namespace LogAggregator.Engine.Parsing;

/// <summary>Which of two times a record happened at.</summary>
public static class EventTime
{
    /// <summary>A clock that is wrong by more than this into the future is not believed: one day.</summary>
    public const long MaxFutureNs = CivilTime.NsPerDay;

    /// <summary>
    /// The line's own time if it has one that is not before 1970 and at most a day after it was observed, else the
    /// time of observation.
    /// </summary>
    /// <param name="lineNs">The line's own time, ns since the Unix epoch; null if it has none.</param>
    /// <param name="observedNs">Docker's time of the line, or the time of arrival.</param>
    public static long Choose(long? lineNs, long observedNs) =>
        lineNs is { } own && own >= 0 && own - MaxFutureNs <= observedNs ? own : observedNs;
}
