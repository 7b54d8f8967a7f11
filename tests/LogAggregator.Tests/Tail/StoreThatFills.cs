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

namespace LogAggregator.Tests.Tail;

/// <summary>Something happens before, amid and after each of the first searches.</summary>
sealed class StoreThatFills(ILogStore inner, int rounds, Func<Task> fill) : ILogStore
{
    /// <summary>The sequence behind which each search began.</summary>
    public List<ulong> Searches { get; } = [];

    public ulong LastSequence => inner.LastSequence;

    public IReadOnlyDictionary<string, byte[]> Positions => inner.Positions;

    public StoreStatistics Statistics => inner.Statistics;

    public IReadOnlyList<SourceStatistics> Sources => inner.Sources;

    public ValueTask AppendAsync(RecordBatch batch, Durability durability, CancellationToken cancellationToken) =>
        inner.AppendAsync(batch, durability, cancellationToken);

    public async IAsyncEnumerable<StoredRecord> SearchAsync(LogSearch search, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Searches.Add(search.After?.Sequence ?? 0);
        var fills = Searches.Count <= rounds;
        if (fills) await fill();
        var found = 0;
        await foreach (var record in inner.SearchAsync(search, cancellationToken))
        {
            if (fills && found++ == 1) await fill();
            yield return record;
        }

        if (fills) await fill();
    }

    public ValueTask QueryAsync(Filter filter, IReadOnlyList<QueryRun> runs, CancellationToken cancellationToken) => inner.QueryAsync(filter, runs, cancellationToken);

    public ValueTask<StoredRecord?> FindAsync(RecordId id, CancellationToken cancellationToken) => inner.FindAsync(id, cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
