using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Query.Execution.Blocks;
using LogAggregator.Engine.Query.Execution.Groups;
using LogAggregator.Engine.Query.Pipes;
using LogAggregator.Engine.Storage.Blocks;
using LogAggregator.Engine.Storage.Columns;
using LogAggregator.Engine.Storage.Scanning;
using LogAggregator.Engine.Storage.Segments;

namespace LogAggregator.Engine;

/// <summary>Several queries over the same rows; each gets them until it wants no more.</summary>
sealed class QueryRunConsumer(IEnumerable<QueryRun> runs) : RowConsumer
{
    readonly List<QueryRun> _open = [.. runs];

    public override bool Take(StoredRecord record)
    {
        _open.RemoveAll(run => !run.Add(record));
        return _open.Count > 0;
    }

    public override bool Take(ColumnBlock block, RowSet rows, Func<int, LogSource> sourceOf)
    {
        var view = new BlockView(block, sourceOf);
        _open.RemoveAll(run => !run.Add(view, rows));
        return _open.Count > 0;
    }

    public override bool WantsCounts => _open.TrueForAll(run => run.WantsCounts);

    public override bool Take(long rows)
    {
        _open.RemoveAll(run => !run.Add(rows));
        return _open.Count > 0;
    }

    /// <summary>A block is read for all queries or for none: so none sees a row twice.</summary>
    public override bool TryTake(BlockEntry entry, Func<int, LogSource> sourceOf)
    {
        var summary = SummaryOf(entry, sourceOf);
        if (!_open.TrueForAll(run => run.CanAdd(summary))) return false;
        _open.RemoveAll(run => !run.Add(summary));
        return true;
    }

    static BlockSummary SummaryOf(BlockEntry entry, Func<int, LogSource> sourceOf) => new(
        [.. entry.Shares.Select(share => new SourceShare(sourceOf(share.Source), share.Level, share.Rows))],
        entry.Bounds.MinTimestampNs,
        entry.Bounds.MaxTimestampNs,
        StepsOf(entry));

    static StepCounts StepsOf(BlockEntry entry) => entry.Steps.StepNs == 0
        ? StepCounts.Unknown
        : new StepCounts(entry.Steps.StepNs, entry.Steps.Counts().Select(count => new StepCount(count.StartNs, count.Level, count.Rows)).ToImmutableArray());
}
