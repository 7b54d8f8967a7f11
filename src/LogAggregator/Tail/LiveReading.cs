using System;
using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Engine;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Query;
using LogAggregator.Engine.Query.Ast;

namespace LogAggregator.Tail;

/// <summary>
/// Brings one reader what it has not seen: from the store what came after its cursor, then each record as it is
/// collected. Every matching record once and in order of arrival; none is missing, unless the reader is too slow once
/// it is live.
/// </summary>
sealed class LiveReading(ILogStore store, LiveTail tail, TimeProvider time)
{
    static readonly TimeSpan HeartbeatInterval = TimeSpan.FromSeconds(15);

    /// <summary>Runs until it is cancelled or the sink fails.</summary>
    /// <param name="filter">Which records.</param>
    /// <param name="cursor">The last record the reader has; null to begin with the next one collected.</param>
    /// <param name="sink">Who gets them.</param>
    /// <param name="cancellationToken">Ends the reading between two records.</param>
    public async Task RunAsync(Filter filter, RecordId? cursor, ILiveSink sink, CancellationToken cancellationToken)
    {
        await using var subscription = tail.Subscribe(filter);
        await sink.FlushAsync(cancellationToken);
        var last = cursor is { } id ? await CatchUpAsync(subscription, filter, id, sink, cancellationToken) : 0;
        await FollowAsync(subscription, last, sink, cancellationToken);
    }

    /// <summary>Returns the sequence up to which nothing is to be sent any more.</summary>
    async Task<ulong> CatchUpAsync(
        LiveSubscription subscription, Filter filter, RecordId cursor, ILiveSink sink, CancellationToken cancellationToken)
    {
        // An id this store never gave, since it was begun anew: all it has is new to the reader.
        var last = cursor.Sequence > store.LastSequence ? 0 : cursor.Sequence;
        do
        {
            // In this order: what is published before the search begins, the search sees; what comes later is kept.
            subscription.BeginHistory();
            var end = store.LastSequence;
            // The order of arrival knows no time.
            var search = new LogSearch(filter, SearchOrder.Arrival, After: new RecordId(0, last));
            await foreach (var record in store.SearchAsync(search, cancellationToken))
            {
                await sink.WriteAsync(record, cancellationToken);
                last = record.Id.Sequence;
            }

            // Read to the end: each round, if there must be another, has only what came during the one before.
            last = ulong.Max(last, end);
            await sink.FlushAsync(cancellationToken);
        }
        while (!subscription.TryGoLive());

        return last;
    }

    async Task FollowAsync(LiveSubscription subscription, ulong last, ILiveSink sink, CancellationToken cancellationToken)
    {
        var heartbeatDue = false;
        using var timer = time.CreateTimer(_ => Beat(), null, HeartbeatInterval, HeartbeatInterval);
        while (true)
        {
            while (subscription.TryTake(out var item)) await WriteAsync(item);
            await sink.FlushAsync(cancellationToken);
            await subscription.WaitAsync(cancellationToken);
            if (Interlocked.Exchange(ref heartbeatDue, false)) await sink.HeartbeatAsync(cancellationToken);
        }

        void Beat()
        {
            Volatile.Write(ref heartbeatDue, true);
            subscription.WakeReader();
        }

        async ValueTask WriteAsync(LiveItem item)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (item.Dropped > 0) await sink.WriteDroppedAsync(item.Dropped, cancellationToken);
            // What the store's history had already is not repeated.
            if (item.Record is { } record && record.Id.Sequence > last) await sink.WriteAsync(record, cancellationToken);
        }
    }
}
