using System.Collections.Generic;
using LogAggregator.Engine.Storage.Sources;

namespace LogAggregator.Engine.Storage.Segments;

/// <summary>Adds up the totals of segments.</summary>
static class SegmentTotals
{
    public static TotalsTable Of(IEnumerable<Segment> segments)
    {
        var totals = new TotalsTable();
        using var own = totals.Enter();
        foreach (var segment in segments)
            for (var i = 0; i < segment.SourceNumbers.Length; i++) totals[segment.SourceNumbers[i]].Add(segment.Directory.Sources[i].Totals);
        return totals;
    }
}
