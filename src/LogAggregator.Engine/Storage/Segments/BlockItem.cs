using System;
using System.IO;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Storage.Blocks;
using LogAggregator.Engine.Storage.Columns;
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
        Key = scan.PlaceOf(segment.Directory.Blocks[index].Bounds);
    }

    /// <summary>The scan goes on without a block that cannot be read.</summary>
    public override void Open(Scan scan)
    {
        if (_segment.IsDamaged(_index)) return;
        try
        {
            if (!_segment.Foresee(_index, scan.Query.Filter, _core).MayMatch) return;
            var buffers = new ReadBuffers();
            var block = _segment.OpenBlock(_index, _core, buffers);
            var selection = scan.Query.Filter.Select(block, number => _segment.SourceOf(number, _core));
            if (scan.KeepsNextBlock(selection.May)) _segment.KeepBlock(_index, block, _core);
            if (selection.May.IsEmpty) buffers.Dispose();
            else AddRows(scan, block, selection, buffers);
        }
        catch (Exception error) when (error is CorruptBlockException or IOException)
        {
            _segment.OnDamaged(_index, error, _core);
        }
    }

    void AddRows(Scan scan, ColumnBlock block, RowSelection selection, ReadBuffers buffers)
    {
        var cursor = new BlockCursor(_segment, _index, block, _core, selection.May.Size, buffers, scan.Spare);
        for (var row = selection.May.Next(0); row >= 0; row = selection.May.Next(row + 1))
        {
            var id = new RecordId(block.TimestampsNs[row], (ulong)block.Sequences[row]);
            var key = SortKey.Of(scan.Query.Order, id, block.ObservedNs[row]);
            if (scan.IsWanted(key)) cursor.Add(key, row, selection.Sure[row]);
        }

        scan.Add(cursor);
    }
}
