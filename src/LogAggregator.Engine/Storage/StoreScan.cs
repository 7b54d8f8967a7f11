using System;
using System.Threading;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Storage.Active;
using LogAggregator.Engine.Storage.Recent;
using LogAggregator.Engine.Storage.Scanning;
using LogAggregator.Engine.Storage.Segments;
using LogAggregator.Engine.Storage.State;

namespace LogAggregator.Engine.Storage;

/// <summary>A scan over the newest state, whose segments it holds until it is disposed.</summary>
sealed class StoreScan : IDisposable
{
    readonly StoreState _state;

    /// <param name="core">The store.</param>
    /// <param name="query">What to find.</param>
    /// <param name="keepsNone">Blocks are not kept for other searches.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public StoreScan(StoreCore core, ScanQuery query, bool keepsNone, CancellationToken cancellationToken)
    {
        _state = core.State.Hold();
        Rows = new Scan(query, cancellationToken) { KeepsNone = keepsNone };
        foreach (var generation in _state.Generations) ActiveItem.AddTo(Rows, generation.Rows.View(), core.Sources);
        AddSealed(core);
    }

    public Scan Rows { get; }

    public void Dispose()
    {
        Rows.Dispose();
        _state.Segments.Release();
    }

    void AddSealed(StoreCore core)
    {
        var recent = _state.Recent;
        if (MayUseRecent(recent))
        {
            Rows.Add(new RecentCursor(recent.Records, Rows.Query));

            // Oldest first, all that is wanted is here; else the blocks go on where the recent records end.
            if (Rows.Query.Order == ScanOrder.OldestFirst || recent.Floor == default) return;
            var floor = SortKey.Of(Rows.Query.Order, recent.Floor, 0);
            if (Rows.IsWanted(floor)) Rows.SealedAfter = floor;
        }

        foreach (var segment in _state.Segments.Segments) SegmentItem.AddTo(Rows, segment, core);
    }

    bool MayUseRecent(RecentRecords recent) => Rows.Query.Order switch
    {
        ScanOrder.NewestFirst => recent.Floor != RecordId.Max,
        ScanOrder.OldestFirst => recent.Floor == default || Rows.Query.After >= SortKey.Of(ScanOrder.OldestFirst, recent.Floor, 0),
        _ => false,
    };
}
