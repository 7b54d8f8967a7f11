using System;
using System.IO;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Storage.Blocks;
using LogAggregator.Engine.Storage.Columns;
using LogAggregator.Engine.Storage.Scanning;
using LogAggregator.Engine.Storage.State;

namespace LogAggregator.Engine.Storage.Segments;

/// <summary>Rows of a block. Lines are put together only of rows that are asked for, each with a copy of its own.</summary>
sealed class BlockCursor(Segment segment, int index, ColumnBlock block, StoreCore core, int capacity, ReadBuffers buffers) : CandidateCursor(capacity)
{
    readonly ValueList _line = new();
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

    protected override bool Matches(int row, ScanFilter filter)
    {
        Render(row);
        return filter.Matches(SourceOf(row), IdAt(row), (Level)block.Levels[row], (RecordFlags)block.Flags[row], _line.Memory);
    }

    protected override StoredRecord RecordAt(int row)
    {
        Render(row);
        return new StoredRecord(IdAt(row), block.ObservedNs[row], (Level)block.Levels[row], (RecordFlags)block.Flags[row], SourceOf(row), _line.Bytes.ToArray());
    }

    protected override void Release() => buffers.Dispose();

    void Render(int row)
    {
        _line.Clear();
        block.AppendLine(row, _line);
    }

    RecordId IdAt(int row) => new(block.TimestampsNs[row], (ulong)block.Sequences[row]);

    LogSource SourceOf(int row) => segment.SourceOf(block.Sources[row], core);
}
