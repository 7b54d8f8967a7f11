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
        if (scan.MayHave(segment.Directory.Bounds)) scan.Add(new SegmentItem(segment, core, scan.PlaceOf(segment.Directory.Bounds)));
    }

    public override void Open(Scan scan)
    {
        for (var index = 0; index < _segment.Directory.Blocks.Length; index++)
        {
            if (BlockJudgement.Of(_segment.Directory.Blocks[index], _segment, scan, _core) != Verdict.NoneMatches) scan.Add(new BlockItem(_segment, index, _core, scan));
        }
    }
}
