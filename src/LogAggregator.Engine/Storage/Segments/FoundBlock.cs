using System;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Storage.Blocks;
using LogAggregator.Engine.Storage.Columns;
using LogAggregator.Engine.Storage.Scanning;
using LogAggregator.Engine.Storage.State;

namespace LogAggregator.Engine.Storage.Segments;

/// <summary>
/// A block that may have rows that match. It is opened when its rows are first asked for, and what it is read into is given back when it is
/// disposed. For one thread at a time; its members may throw what <see cref="Segment.OpenBlock"/> throws.
/// </summary>
/// <param name="segment">Has the block.</param>
/// <param name="index">Of the block.</param>
/// <param name="isWhole">All of its rows match.</param>
/// <param name="filter">Decides others.</param>
/// <param name="buffers">For what is read.</param>
/// <param name="core">The store.</param>
sealed class FoundBlock(Segment segment, int index, bool isWhole, ScanFilter filter, ReadBuffers buffers, StoreCore core) : IDisposable
{
    ColumnBlock? _columns;
    RowSet? _rows;

    public SegmentName Segment => segment.Name;

    /// <summary>Of the block in its segment.</summary>
    public int Index => index;

    /// <summary>All of its rows match.</summary>
    public bool IsWhole => isWhole;

    public ColumnBlock Columns => _columns ??= segment.OpenBlock(index, core, buffers);

    /// <summary>Those that match.</summary>
    public RowSet Rows => _rows ??= isWhole ? RowSelection.All(Columns.Count).Sure : Matching(Columns);

    /// <summary>The source of a number that the block's rows have.</summary>
    public LogSource SourceOf(int number) => segment.SourceOf(number, core);

    public void Dispose() => buffers.Dispose();

    /// <summary>What the columns do not decide is decided row by row.</summary>
    RowSet Matching(ColumnBlock block)
    {
        var selection = filter.Select(block, SourceOf);
        if (selection.IsExact) return selection.Sure;
        var unsure = new RowSet(block.Count);
        unsure.UnionWith(selection.May);
        unsure.ExceptWith(selection.Sure);
        var matching = new RowSet(block.Count);
        matching.UnionWith(selection.Sure);
        var line = new ValueList();
        foreach (var row in unsure)
        {
            if (Matches(block, row, line)) matching.Add(row);
        }

        return matching;
    }

    bool Matches(ColumnBlock block, int row, ValueList line)
    {
        line.Clear();
        block.AppendLine(row, line);
        var id = new RecordId(block.TimestampsNs[row], (ulong)block.Sequences[row]);
        return filter.Matches(SourceOf(block.Sources[row]), id, (Level)block.Levels[row], (RecordFlags)block.Flags[row], line.Memory);
    }
}
