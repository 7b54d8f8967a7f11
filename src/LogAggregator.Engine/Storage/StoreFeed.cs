using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Engine.Storage.Active;
using LogAggregator.Engine.Storage.Columns;
using LogAggregator.Engine.Storage.Scanning;
using LogAggregator.Engine.Storage.Segments;
using LogAggregator.Engine.Storage.State;

namespace LogAggregator.Engine.Storage;

/// <summary>Gives all rows of the newest state that match to a consumer, in no order, the newest blocks first: blocks as they are, what is in memory record by record.</summary>
sealed class StoreFeed(StoreCore core, Func<ScanFilter> newFilter, RowConsumer consumer, HelperCores helpers)
{
    const int RecordsBetweenYields = 1024;

    /// <summary>A table of so few blocks, those of the last minutes mostly, is asked again: they are kept. Those of a longer one would only drive them out.</summary>
    const int SharedBlocks = 4;

    readonly ScanQuery _query = new(ScanOrder.Arrival, newFilter(), null);

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
        foreach (var generation in state.Generations) GiveCounts(generation.Rows.View(), scan, cancellationToken);
        for (var given = 1; scan.TryNext(out var record); given++)
        {
            if (!consumer.Take(record)) return false;
            if (given % RecordsBetweenYields == 0) await Task.Yield();
        }

        return true;
    }

    /// <summary>The scan gets what must be looked at row by row.</summary>
    void GiveCounts(in ActiveView view, Scan scan, CancellationToken cancellationToken)
    {
        foreach (var chunk in view.Chunks.Span)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (view.CountOf(chunk) is not (> 0 and var count)) continue;
            var counts = ActiveCounts.Of(chunk, count);
            var verdict = BlockJudgement.Of(counts, number => number, scan, core.Sources);
            if (verdict == Verdict.NoneMatches || (verdict == Verdict.AllMatch && TryGiveAll(view, chunk, counts))) continue;
            scan.Add(new ActiveItem(view, chunk, core.Sources, scan.Query.Order));
        }
    }

    bool TryGiveAll(in ActiveView view, ActiveChunk chunk, RowCounts counts) =>
        consumer.TryTake(counts, number => core.Sources[number])
        || (view.CountOf(chunk) == ActiveChunk.Capacity && consumer.TryTake(new FullChunk(view, chunk, core.Sources)));

    async Task GiveSealedAsync(StoreState state, CancellationToken cancellationToken)
    {
        using var scan = new Scan(_query, cancellationToken);
        var found = VisitsTo(state, scan);
        await using var visits = new BlockVisits(newFilter, found.Count > SharedBlocks ? () => new ReadBuffers() : () => ReadBuffers.Kept, helpers);
        foreach (var visit in found)
        {
            cancellationToken.ThrowIfCancellationRequested();
            visits.Start(visit);
            if (visits.IsFull && !await visits.FinishAsync()) return;
        }

        while (!visits.IsEmpty)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!await visits.FinishAsync()) return;
        }
    }

    /// <summary>To the blocks of which a directory says too little.</summary>
    List<BlockVisit> VisitsTo(StoreState state, Scan scan)
    {
        var visits = new List<BlockVisit>();
        foreach (var (segment, index) in BlocksOf(state, scan))
        {
            var entry = segment.Directory.Blocks[index];
            var verdict = BlockJudgement.Of(entry, segment, scan, core);
            if (verdict == Verdict.NoneMatches || (verdict == Verdict.AllMatch && consumer.TryTake(entry.Counts, number => segment.SourceOf(number, core)))) continue;
            visits.Add(new BlockVisit(segment, index, verdict, core, consumer));
        }

        return visits;
    }

    static IEnumerable<(Segment Segment, int Index)> BlocksOf(StoreState state, Scan scan)
    {
        var segments = state.Segments.Segments;
        for (var number = segments.Length - 1; number >= 0; number--)
        {
            if (!scan.MayHave(segments[number].Directory.Bounds)) continue;
            for (var index = segments[number].Directory.Blocks.Length - 1; index >= 0; index--) yield return (segments[number], index);
        }
    }
}
