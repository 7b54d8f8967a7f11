using System;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Storage.Scanning;
using LogAggregator.Engine.Storage.Sources;
using LogAggregator.Engine.Storage.State;

namespace LogAggregator.Engine.Storage.Segments;

/// <summary>What counts of rows say of them: whether a scan must look at each.</summary>
static class BlockJudgement
{
    public static Verdict Of(BlockEntry entry, Segment segment, Scan scan, StoreCore core) => Of(entry.Counts, number => segment.SourceNumbers[number], scan, core.Sources);

    /// <param name="counts">Of the rows.</param>
    /// <param name="numberOf">The store's number of each source.</param>
    /// <param name="scan">What it looks for.</param>
    /// <param name="sources">Of the store.</param>
    public static Verdict Of(RowCounts counts, Func<int, int> numberOf, Scan scan, SourceTable sources)
    {
        if (!scan.MayHave(counts.Bounds)) return Verdict.NoneMatches;
        var (none, all) = (true, true);
        foreach (var share in counts.Shares)
        {
            var verdict = Judge(scan, numberOf(share.Source), share.Level, counts.Bounds, sources);
            none &= verdict == Verdict.NoneMatches;
            all &= verdict == Verdict.AllMatch;
        }

        return none ? Verdict.NoneMatches : all ? Verdict.AllMatch : Verdict.LookAtEach;
    }

    static Verdict Judge(Scan scan, int source, Level level, in RowBounds bounds, SourceTable sources) => scan.Excludes(source, sources)
        ? Verdict.NoneMatches
        : scan.Query.Filter.Judge(sources[source], LevelSet.Of(level), bounds.MinTimestampNs, bounds.MaxTimestampNs);
}
