using System;
using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Engine.Storage.Active;
using LogAggregator.Engine.Storage.Scanning;
using LogAggregator.Engine.Storage.Segments;
using LogAggregator.Engine.Storage.State;

namespace LogAggregator.Engine.Storage;

/// <summary>Gives all rows of the newest state that match to a consumer, in no order, the newest blocks first: blocks as they are, what is in memory record by record.</summary>
sealed class StoreFeed(StoreCore core, ScanFilter filter, RowConsumer consumer)
{
    const int RecordsBetweenYields = 1024;

    readonly ScanQuery _query = new(ScanOrder.Arrival, filter, null);

    /// <summary>Completes when all were given or the consumer wants no more.</summary>
    /// <exception cref="OperationCanceledException">Between two blocks.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var state = core.State.Hold();
        try
        {
            if (await GiveActiveAsync(state, cancellationToken)) await GiveSealedAsync(state, cancellationToken);
        }
        finally
        {
            state.Segments.Release();
        }
    }

    async Task<bool> GiveActiveAsync(StoreState state, CancellationToken cancellationToken)
    {
        using var scan = new Scan(_query, cancellationToken);
        foreach (var generation in state.Generations) ActiveItem.AddTo(scan, generation.Rows.View(), core.Sources);
        for (var given = 1; scan.TryNext(out var record); given++)
        {
            if (!consumer.Take(record)) return false;
            if (given % RecordsBetweenYields == 0) await Task.Yield();
        }

        return true;
    }

    async Task GiveSealedAsync(StoreState state, CancellationToken cancellationToken)
    {
        using var scan = new Scan(_query, cancellationToken);
        var segments = state.Segments.Segments;
        for (var number = segments.Length - 1; number >= 0; number--)
        {
            var segment = segments[number];
            if (!scan.MayHave(segment.Directory.Bounds)) continue;
            var feed = new SegmentFeed(segment, core, scan, consumer);
            for (var index = segment.Directory.Blocks.Length - 1; index >= 0; index--)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (!feed.TryGive(index)) return;
                await Task.Yield();
            }
        }
    }
}
