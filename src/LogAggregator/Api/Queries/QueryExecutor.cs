using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Engine;
using LogAggregator.Engine.Query;
using LogAggregator.Engine.Query.Ast;
using LogAggregator.Engine.Query.Pipes;
using Microsoft.AspNetCore.Http;

namespace LogAggregator.Api.Queries;

/// <summary>Runs the queries of all readers: some at once, each within its time and memory, none longer than its reader stays.</summary>
sealed class QueryExecutor(ILogStore store, TimeProvider time)
{
    readonly QueryGate _gate = new();
    readonly QueryLimits _limits = new();

    public ILogStore Store => store;

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Waits for its turn, then lets the work answer the request; 503 if too many wait.</summary>
    public async Task InTurnAsync(HttpContext context, Func<Task> work)
    {
        if (!_gate.TryEnter(out var turn, context.RequestAborted))
        {
            await Problem.RetryLaterAsync(context, StatusCodes.Status503ServiceUnavailable, $"{QueryGate.MaxWaiting} queries wait already; ask again in a moment.", retryAfterSeconds: 5);
            return;
        }

        await turn;
        try
        {
            await work();
        }
        finally
        {
            _gate.Leave();
        }
    }

    public QueryExecution Begin(LogQuery query, SearchOrder order) => new(store, time, query, order, _limits);

    /// <summary>All rows of several tables over the same records, which are read once: one table for each query.</summary>
    public async Task<IReadOnlyList<QueryTable>> TablesAsync(Filter filter, IReadOnlyList<LogQuery> queries, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var runs = new List<QueryRun>();
        foreach (var query in queries) runs.Add(new QueryRun(query.Pipes, _limits));
        var reading = new DeadlineReading(store, time, _limits.MaxDuration, reason => runs.ForEach(run => run.NotePartial(reason)));
        await reading.QueryAsync(filter, runs, cancellationToken);
        return runs.ConvertAll(run =>
        {
            run.Complete();
            return new QueryTable(run.TakeRows(), run.Notes, time.GetElapsedTime(started));
        });
    }
}
