using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Engine;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Query;
using LogAggregator.Engine.Query.Ast;
using LogAggregator.Engine.Query.Pipes;

namespace LogAggregator.Api.Queries;

/// <summary>
/// Reads a search until its time is over, and then ends as if there were no more. A search that finds nothing for long is ended too: the
/// store is told to stop.
/// </summary>
/// <param name="store">Searched.</param>
/// <param name="time">The clock.</param>
/// <param name="maxDuration">The time.</param>
/// <param name="onCut">Is given the reason, a sentence, if the time is over before all was read.</param>
sealed class DeadlineReading(ILogStore store, TimeProvider time, TimeSpan maxDuration, Action<string> onCut)
{
    public async IAsyncEnumerable<StoredRecord> ReadAsync(LogSearch search, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(maxDuration, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        await using var found = store.SearchAsync(search, either.Token).GetAsyncEnumerator(either.Token);
        while (await NextAsync(found, deadline.Token, cancellationToken)) yield return found.Current;
    }

    /// <summary>Gives the queries all matching records, in any order, until the time is over.</summary>
    public async Task QueryAsync(Filter filter, IReadOnlyList<QueryRun> runs, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(maxDuration, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            await store.QueryAsync(filter, runs, either.Token);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            TellCut();
        }
    }

    async ValueTask<bool> NextAsync(IAsyncEnumerator<StoredRecord> found, CancellationToken deadline, CancellationToken reader)
    {
        try
        {
            if (!deadline.IsCancellationRequested) return await found.MoveNextAsync();
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !reader.IsCancellationRequested)
        {
            // The store stopped as told.
        }

        TellCut();
        return false;
    }

    void TellCut() => onCut($"the time of {maxDuration.TotalSeconds:0.#} s was over: the result is that of the records read up to there");
}
