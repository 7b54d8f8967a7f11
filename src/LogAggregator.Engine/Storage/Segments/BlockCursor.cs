using System;
using System.IO;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Storage.Blocks;
using LogAggregator.Engine.Storage.Columns;
using LogAggregator.Engine.Storage.Scanning;
using LogAggregator.Engine.Storage.State;

namespace LogAggregator.Engine.Storage.Segments;

/// <summary>Rows of a block. Lines are put together only of rows that are asked for, each with a copy of its own.</summary>
sealed class BlockCursor(Segment segment, int index, ColumnBlock block, StoreCore core, int capacity, ReadBuffers buffers, SpareLists spare) : CandidateCursor(capacity)
{
    readonly BlockLines _lines = new(block, spare);
    bool _damaged;

    /// <summary>A column that turns out to be damaged ends the block; what came before it has been shown.</summary>
    public override StoredRecord? Current(ScanFilter filter)
    {
        try
        {
            return base.Current(filter);
        }
        catch (Exception error) when (error is CorruptBlockException or IOException)
        {
            segment.OnDamaged(index, error, core);
            _damaged = true;
            return null;
        }
    }

    public override bool MoveNext() => !_damaged && base.MoveNext();

    /// <summary>As <see cref="Current"/>.</summary>
    public override bool PrintUpTo(in SortKey last, ScanFilter filter, PrintedLines lines)
    {
        try
        {
            return base.PrintUpTo(last, filter, lines);
        }
        catch (Exception error) when (error is CorruptBlockException or IOException)
        {
            segment.OnDamaged(index, error, core);
            return false;
        }
    }

    protected override bool Matches(int row, ScanFilter filter) =>
        filter.Matches(SourceOf(row), IdAt(row), (Level)block.Levels[row], (RecordFlags)block.Flags[row], _lines.LineAt(row));

    protected override int Print(int row, int rows, PrintedLines lines)
    {
        lines.Add(_lines.Printed(row, ref rows));
        return rows;
    }

    protected override StoredRecord RecordAt(int row) =>
        new(IdAt(row), block.ObservedNs[row], (Level)block.Levels[row], (RecordFlags)block.Flags[row], SourceOf(row), _lines.LineAt(row).ToArray());

    protected override void Release()
    {
        _lines.Dispose();
        buffers.Dispose();
    }

    RecordId IdAt(int row) => new(block.TimestampsNs[row], (ulong)block.Sequences[row]);

    LogSource SourceOf(int row) => segment.SourceOf(block.Sources[row], core);
}
