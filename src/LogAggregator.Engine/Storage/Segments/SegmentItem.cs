using LogAggregator.Engine.Model;
using LogAggregator.Engine.Storage.Blocks;
using LogAggregator.Engine.Storage.Scanning;
using LogAggregator.Engine.Storage.State;

namespace LogAggregator.Engine.Storage.Segments;

/// <summary>A segment that a scan has not looked at yet.</summary>
sealed class SegmentItem : UnopenedItem
{
    readonly Segment _segment;
    readonly StoreCore _core;

    SegmentItem(Segment segment, StoreCore core, in SortKey key)
    {
        (_segment, _core) = (segment, core);
        Key = key;
    }

    /// <summary>Gives the scan the segment, if it can have matching rows.</summary>
    public static void AddTo(Scan scan, Segment segment, StoreCore core)
    {
        if (scan.MayHave(segment.Directory.Bounds)) scan.Add(new SegmentItem(segment, core, segment.Directory.Bounds.FirstKey(scan.Query.Order)));
    }

    public override void Open(Scan scan)
    {
        for (var index = 0; index < _segment.Directory.Blocks.Length; index++)
        {
            var entry = _segment.Directory.Blocks[index];
            if (scan.MayHave(entry.Bounds) && AnyRunMatches(scan, entry)) scan.Add(new BlockItem(_segment, index, _core, scan));
        }
    }

    bool AnyRunMatches(Scan scan, BlockEntry entry)
    {
        foreach (var run in entry.Runs)
            if (Judge(scan, _segment, run, entry, _core) != Verdict.NoneMatches) return true;
        return false;
    }

    internal static Verdict Judge(Scan scan, Segment segment, BlockRun run, BlockEntry entry, StoreCore core)
    {
        var number = segment.SourceNumbers[run.Source];
        if (scan.Excludes(number, core.Sources)) return Verdict.NoneMatches;
        return scan.Query.Filter.Judge(core.Sources[number], LevelSet.Of(run.Level), entry.Bounds.MinTimestampNs, entry.Bounds.MaxTimestampNs);
    }
}
