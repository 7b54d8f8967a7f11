using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using LogAggregator.Engine;
using LogAggregator.Engine.Query;
using LogAggregator.Engine.Query.Pipes;

namespace LogAggregator.Api.Queries;

/// <summary>One query at work. Its notes are whole when all rows were read.</summary>
sealed class QueryExecution
{
    readonly TimeProvider _time;
    readonly QueryLimits _limits;
    readonly QueryPlan _plan;
    readonly ILogStore _store;
    readonly long _started;

    public QueryExecution(ILogStore store, TimeProvider time, LogQuery query, SearchOrder order, QueryLimits limits)
    {
        (_store, _time, _limits, _started) = (store, time, limits, time.GetTimestamp());
        _plan = QueryPlan.Of(query, order, time.GetUtcNow());
        Run = new QueryRun(_plan.Pipes, limits, _plan.RangeNs);
    }

    public QueryRun Run { get; }

    public TimeSpan Elapsed => _time.GetElapsedTime(_started);

    public IAsyncEnumerable<TableRow> RowsAsync(CancellationToken cancellationToken)
    {
        var reading = new DeadlineReading(_store, _time, _limits.MaxDuration, Run.NotePartial);
        // A limit before the pipes counts records in their order.
        if (Run.TakesGroups && _plan.Search.Limit == long.MaxValue) return TableAsync(reading, cancellationToken);
        return QueryRunner.RunAsync(Run, reading.ReadAsync(_plan.Search, cancellationToken), _limits.MaxDuration, _time, cancellationToken);
    }

    async IAsyncEnumerable<TableRow> TableAsync(DeadlineReading reading, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await reading.QueryAsync(_plan.Search.Filter, [Run], cancellationToken);
        Run.Complete();
        foreach (var row in Run.TakeRows()) yield return row;
    }
}
