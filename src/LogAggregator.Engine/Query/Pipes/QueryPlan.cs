using System;
using System.Collections.Immutable;
using System.Linq;
using LogAggregator.Engine.Query.Ast;

namespace LogAggregator.Engine.Query.Pipes;

/// <summary>What of a query the store does, and what is left for the pipes.</summary>
/// <param name="Search">With the filters and the limit that stand first.</param>
/// <param name="Pipes">The others.</param>
/// <param name="RangeNs">Length of the range of time asked for, if it has a start; its end is now where none is given.</param>
public sealed record QueryPlan(LogSearch Search, ImmutableArray<Pipe> Pipes, long? RangeNs)
{
    public static QueryPlan Of(LogQuery query, SearchOrder order, DateTimeOffset now)
    {
        var wheres = query.Pipes.TakeWhile(pipe => pipe is WherePipe).Select(pipe => ((WherePipe)pipe).Filter).ToImmutableArray();
        var filter = wheres.IsEmpty ? query.Filter : new And([query.Filter, .. wheres]);
        var rest = query.Pipes[wheres.Length..];
        if (rest is not [LimitPipe limit, ..]) return new QueryPlan(new LogSearch(filter, order), rest, RangeOf(filter, now));
        return new QueryPlan(new LogSearch(filter, order, limit.Count), rest[1..], RangeOf(filter, now));
    }

    static long? RangeOf(Filter filter, DateTimeOffset now)
    {
        var (from, to) = BoundsOf(filter);
        if (from <= 0) return null;
        var nowNs = (now - DateTimeOffset.UnixEpoch).Ticks * 100;
        return Math.Max(1, (to == long.MaxValue ? nowNs : to) - from);
    }

    static (long FromNs, long ToNs) BoundsOf(Filter filter) => filter switch
    {
        TimeRange range => (range.FromNs, range.ToNs),
        And and => and.Filters.Select(BoundsOf).Aggregate((0L, long.MaxValue), (x, y) => (Math.Max(x.Item1, y.FromNs), Math.Min(x.Item2, y.ToNs))),
        _ => (0, long.MaxValue),
    };
}
