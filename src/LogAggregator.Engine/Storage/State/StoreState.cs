using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using LogAggregator.Engine.Storage.Commit;
using LogAggregator.Engine.Storage.Recent;
using LogAggregator.Engine.Storage.Segments;
using LogAggregator.Engine.Storage.Sources;

namespace LogAggregator.Engine.Storage.State;

/// <summary>Where all rows are at one moment, each once; never changed, only replaced.</summary>
/// <param name="Segments">Sealed rows.</param>
/// <param name="Sealing">Generations whose segment is being written, oldest first.</param>
/// <param name="Active">The generation that is appended to.</param>
/// <param name="Recent">The newest of the sealed rows in memory.</param>
/// <param name="SealedTotals">Totals of the segments.</param>
sealed record StoreState(
    SegmentSet Segments, ImmutableArray<Generation> Sealing, Generation Active, RecentRecords Recent, TotalsTable SealedTotals)
{
    /// <summary>Those that are in memory.</summary>
    public IEnumerable<Generation> Generations => Sealing.Append(Active);

    public TotalsTable Totals()
    {
        var totals = new TotalsTable();
        SealedTotals.AddTo(totals);
        foreach (var generation in Generations) generation.Totals.AddTo(totals);
        return totals;
    }
}
