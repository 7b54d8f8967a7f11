using System.IO;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Storage.Blocks;
using LogAggregator.Engine.Storage.Scanning;
using LogAggregator.Engine.Storage.State;

namespace LogAggregator.Engine.Storage.Segments;

/// <summary>A block that a scan has not read yet.</summary>
sealed class BlockItem : UnopenedItem
{
    readonly Segment _segment;
    readonly int _index;
    readonly StoreCore _core;

    public BlockItem(Segment segment, int index, StoreCore core, Scan scan)
    {
        (_segment, _index, _core) = (segment, index, core);
        Key = Entry.Bounds.FirstKey(scan.Query.Order);
    }

    BlockEntry Entry => _segment.Directory.Blocks[_index];

    public override void Open(Scan scan)
    {
        var block = _core.Blocks.Rent();
        if (!TryRead(block))
        {
            _core.Blocks.Return(block);
            return;
        }

        var cursor = new BlockCursor(_segment, block, _core);
        AddRows(scan, block, cursor);
        scan.Add(cursor);
    }

    void AddRows(Scan scan, DecodedBlock block, BlockCursor cursor)
    {
        var row = 0;
        foreach (var run in block.Runs)
        {
            var end = row + run.Rows;
            var verdict = SegmentItem.Judge(scan, _segment, run, Entry, _core);
            for (; row < end && verdict != Verdict.NoneMatches; row++)
            {
                var key = SortKey.Of(scan.Query.Order, block.IdAt(row), block.ObservedNs[row]);
                if (scan.IsWanted(key)) cursor.Add(key, row, verdict == Verdict.AllMatch);
            }

            row = end;
        }
    }

    /// <summary>The one place where a block that cannot be read is counted and told; the scan goes on without it.</summary>
    bool TryRead(DecodedBlock block)
    {
        try
        {
            if (_segment.TryReadBlock(_index, block, out var isNew)) return true;
            if (isNew) Report("is damaged");
            return false;
        }
        catch (IOException error)
        {
            Report($"cannot be read ({error.Message})");
            return false;
        }
    }

    void Report(string what)
    {
        _core.CountDamage();
        _core.Tell(Level.Error, $"Block {_index} of {_segment.FileName} {what}; its records cannot be shown, all others can.");
    }
}
