using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Engine;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Query;
using LogAggregator.Engine.Query.Ast;
using LogAggregator.Engine.Query.Pipes;

namespace LogAggregator.Tests;

/// <summary>A store that fails where it is told to, and else hands on.</summary>
sealed class FailingStore(ILogStore inner) : ILogStore
{
    public Exception? OnAppend { get; set; }

    public Exception? OnSearch { get; set; }

    /// <summary>Searches in place of the other's.</summary>
    public Func<CancellationToken, IAsyncEnumerable<StoredRecord>>? Search { get; init; }

    /// <summary>Says that the disk is full.</summary>
    public bool Full { get; init; }

    /// <summary>Appends wait for this.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public Durability? LastDurability { get; private set; }

    public ulong LastSequence => inner.LastSequence;

    public IReadOnlyDictionary<string, byte[]> Positions => inner.Positions;

    public StoreStatistics Statistics => inner.Statistics with { Full = Full };

    public IReadOnlyList<SourceStatistics> Sources => inner.Sources;

    public async ValueTask AppendAsync(RecordBatch batch, Durability durability, CancellationToken cancellationToken)
    {
        LastDurability = durability;
        await Gate;
        if (OnAppend is not null) throw OnAppend;
        await inner.AppendAsync(batch, durability, cancellationToken);
    }

    public IAsyncEnumerable<StoredRecord> SearchAsync(LogSearch search, CancellationToken cancellationToken) =>
        OnSearch is not null ? throw OnSearch : Search?.Invoke(cancellationToken) ?? inner.SearchAsync(search, cancellationToken);

    public async ValueTask QueryAsync(Filter filter, IReadOnlyList<QueryRun> runs, CancellationToken cancellationToken)
    {
        var open = new List<QueryRun>(runs);
        await foreach (var record in SearchAsync(new LogSearch(filter, SearchOrder.NewestFirst), cancellationToken)) open.RemoveAll(run => !run.Add(record));
    }

    public ValueTask<StoredRecord?> FindAsync(RecordId id, CancellationToken cancellationToken) => inner.FindAsync(id, cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
