using LogAggregator.Engine.Model;
using LogAggregator.Engine.Storage.Blocks;
using LogAggregator.Engine.Storage.Scanning;
using LogAggregator.Engine.Storage.State;

namespace LogAggregator.Engine.Storage.Segments;

/// <summary>Rows of a block. A record that comes out has its own copy of the line: the block's buffers are used again.</summary>
sealed class BlockCursor(Segment segment, DecodedBlock block, StoreCore core) : CandidateCursor(block.Count)
{
    protected override bool Matches(int row, ScanFilter filter)
    {
        var run = block.RunOf(row);
        return filter.Matches(SourceOf(run), block.IdAt(row), run.Level, block.Flags[row], block.LineAt(row));
    }

    protected override StoredRecord RecordAt(int row)
    {
        var run = block.RunOf(row);
        return new StoredRecord(block.IdAt(row), block.ObservedNs[row], run.Level, block.Flags[row], SourceOf(run), block.LineAt(row).ToArray());
    }

    protected override void Release() => core.Blocks.Return(block);

    LogSource SourceOf(BlockRun run) => core.Sources[segment.SourceNumbers[run.Source]];
}
