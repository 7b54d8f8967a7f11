using System;
using System.IO;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Storage.Blocks;
using LogAggregator.Engine.Storage.Columns;
using LogAggregator.Engine.Storage.Scanning;
using LogAggregator.Engine.Storage.State;

namespace LogAggregator.Engine.Storage.Segments;

/// <summary>Gives the matching rows of a segment's blocks to a consumer.</summary>
sealed class SegmentFeed(Segment segment, StoreCore core, Scan scan, RowConsumer consumer)
{
    readonly ValueList _line = new();

    /// <summary>False if the consumer wants no more. A block that cannot be read is left out, and told.</summary>
    public bool TryGive(int index)
    {
        var entry = segment.Directory.Blocks[index];
        var verdict = BlockJudgement.Of(entry, segment, scan, core);
        if (verdict == Verdict.NoneMatches || (verdict == Verdict.AllMatch && consumer.TryTake(entry, SourceOf)) || segment.IsDamaged(index)) return true;
        try
        {
            if (verdict == Verdict.LookAtEach)
            {
                var foreseen = segment.Foresee(index, scan.Query.Filter, core);
                if (!foreseen.MayMatch) return true;
                if (consumer.WantsCounts && foreseen.Rows is { } count) return consumer.Take(count);
            }

            using var buffers = scan.BuffersOfNextBlock();
            var block = segment.OpenBlock(index, core, buffers);
            var rows = verdict == Verdict.AllMatch ? RowSelection.All(block.Count).Sure : Matching(block);
            return rows.IsEmpty || consumer.Take(block, rows, SourceOf);
        }
        catch (Exception error) when (error is CorruptBlockException or IOException)
        {
            segment.OnDamaged(index, error, core);
            return true;
        }
    }

    /// <summary>What the columns do not decide is decided row by row.</summary>
    RowSet Matching(ColumnBlock block)
    {
        var selection = scan.Query.Filter.Select(block, SourceOf);
        if (selection.IsExact) return selection.Sure;
        var unsure = new RowSet(block.Count);
        unsure.UnionWith(selection.May);
        unsure.ExceptWith(selection.Sure);
        var matching = new RowSet(block.Count);
        matching.UnionWith(selection.Sure);
        foreach (var row in unsure)
        {
            if (Matches(block, row)) matching.Add(row);
        }

        return matching;
    }

    bool Matches(ColumnBlock block, int row)
    {
        _line.Clear();
        block.AppendLine(row, _line);
        var id = new RecordId(block.TimestampsNs[row], (ulong)block.Sequences[row]);
        return scan.Query.Filter.Matches(SourceOf(block.Sources[row]), id, (Level)block.Levels[row], (RecordFlags)block.Flags[row], _line.Memory);
    }

    LogSource SourceOf(int number) => segment.SourceOf(number, core);
}
