using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Query;
using LogAggregator.Engine.Query.Ast;
using LogAggregator.Engine.Query.Pipes;

namespace LogAggregator.Engine;

/// <summary>
/// Keeps records and finds them again. All members may be called by any thread at any time.
/// Its implementations are the embedded store and, for tests and small uses, one in memory; a remote one can follow.
/// </summary>
public interface ILogStore : IAsyncDisposable
{
    private static readonly byte[] Newline = [(byte)'\n'];

    /// <summary>Number of the newest record, 0 while there is none.</summary>
    ulong LastSequence { get; }

    /// <summary>Newest committed collector positions, by key.</summary>
    IReadOnlyDictionary<string, byte[]> Positions { get; }

    StoreStatistics Statistics { get; }

    /// <summary>Every source that has records, with its totals. A snapshot.</summary>
    IReadOnlyList<SourceStatistics> Sources { get; }

    /// <summary>
    /// Appends all records and positions of the batch, or none. When the task completes they are searchable, and as
    /// durable as asked for. May be retried after an exception: nothing of the batch was kept.
    /// </summary>
    /// <exception cref="StoreFullException">The disk has no room. Reads go on; later appends may work again.</exception>
    /// <exception cref="System.IO.IOException">The disk failed otherwise.</exception>
    ValueTask AppendAsync(RecordBatch batch, Durability durability, CancellationToken cancellationToken);

    /// <summary>
    /// The records that match, in the order asked for, at most <see cref="LogSearch.Limit"/>. Sees every record
    /// whose append completed before the call; records that arrive later may or may not be seen.
    /// </summary>
    IAsyncEnumerable<StoredRecord> SearchAsync(LogSearch search, CancellationToken cancellationToken);

    /// <summary>
    /// The lines of all records that match as they were printed, one behind the other, each with its newline unless it had none. Sees as much
    /// as <see cref="SearchAsync"/>. Bytes hold until the next are asked for. A store that keeps its records in columns puts many lines
    /// together at once.
    /// </summary>
    async IAsyncEnumerable<ReadOnlyMemory<byte>> PrintAsync(Filter filter, SearchOrder order, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var record in SearchAsync(new LogSearch(filter, order), cancellationToken))
        {
            yield return record.Line;
            if ((record.Flags & RecordFlags.NoNewline) == 0) yield return Newline;
        }
    }

    /// <summary>
    /// Gives every matching record to the queries, each until it wants no more, in any order: for queries that take it so
    /// (<see cref="QueryRun.TakesGroups"/>). Sees as much as <see cref="SearchAsync"/>. A store that keeps its records in columns gives whole
    /// groups of them.
    /// </summary>
    ValueTask QueryAsync(Filter filter, IReadOnlyList<QueryRun> runs, CancellationToken cancellationToken);

    /// <summary>The record of that id, or null.</summary>
    ValueTask<StoredRecord?> FindAsync(RecordId id, CancellationToken cancellationToken);
}

/// <summary>How safe a batch is when its append completes.</summary>
public enum Durability
{
    /// <summary>Handed to the operating system: survives the death of this process. For lines that Docker still has.</summary>
    Written,

    /// <summary>On the disk (fdatasync): survives a power cut. For what is acknowledged to a client.</summary>
    Durable,
}
