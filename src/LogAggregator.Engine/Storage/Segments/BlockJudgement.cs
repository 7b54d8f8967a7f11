using LogAggregator.Engine.Model;
using LogAggregator.Engine.Storage.Blocks;
using LogAggregator.Engine.Storage.Scanning;
using LogAggregator.Engine.Storage.State;

namespace LogAggregator.Engine.Storage.Segments;

/// <summary>What the directory says of a block's rows: whether a scan must look at them.</summary>
static class BlockJudgement
{
    public static Verdict Of(BlockEntry entry, Segment segment, Scan scan, StoreCore core)
    {
        if (!scan.MayHave(entry.Bounds)) return Verdict.NoneMatches;
        var (none, all) = (true, true);
        foreach (var share in entry.Shares)
        {
            var verdict = Judge(scan, share, entry, segment, core);
            none &= verdict == Verdict.NoneMatches;
            all &= verdict == Verdict.AllMatch;
        }

        return none ? Verdict.NoneMatches : all ? Verdict.AllMatch : Verdict.LookAtEach;
    }

    static Verdict Judge(Scan scan, BlockShare share, BlockEntry entry, Segment segment, StoreCore core)
    {
        var number = segment.SourceNumbers[share.Source];
        if (scan.Excludes(number, core.Sources)) return Verdict.NoneMatches;
        return scan.Query.Filter.Judge(core.Sources[number], LevelSet.Of(share.Level), entry.Bounds.MinTimestampNs, entry.Bounds.MaxTimestampNs);
    }
}
