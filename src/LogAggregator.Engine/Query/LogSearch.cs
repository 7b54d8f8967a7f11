using LogAggregator.Engine.Model;
using LogAggregator.Engine.Query.Ast;

namespace LogAggregator.Engine.Query;

/// <summary>What to find, in which order, and from where on.</summary>
/// <param name="Filter">Which records; <see cref="AllRecords"/> for every one.</param>
/// <param name="Order">In which order.</param>
/// <param name="Limit">At most so many.</param>
/// <param name="After">
/// Only records that come after this one in the order asked for: older ones for <see cref="SearchOrder.NewestFirst"/>,
/// newer ones for <see cref="SearchOrder.OldestFirst"/>, a greater sequence for <see cref="SearchOrder.Arrival"/>.
/// Not for <see cref="SearchOrder.Observed"/>: an id does not say when a line was observed.
/// </param>
public sealed record LogSearch(Filter Filter, SearchOrder Order, long Limit = long.MaxValue, RecordId? After = null);

public enum SearchOrder
{
    /// <summary>By id, the greatest first: event time, then arrival.</summary>
    NewestFirst,

    /// <summary>By id, the smallest first.</summary>
    OldestFirst,

    /// <summary>
    /// By sequence, the smallest first: as the records came. Follows without a hole: a search that shows a record has
    /// shown every matching one of a smaller sequence.
    /// </summary>
    Arrival,

    /// <summary>
    /// By the time observed, then by sequence, the smallest first: for one stream of a container the order of Docker's
    /// own file, which neither event times (the line's own, in any order) nor arrival (a line found missing comes
    /// late) give.
    /// </summary>
    Observed,
}
