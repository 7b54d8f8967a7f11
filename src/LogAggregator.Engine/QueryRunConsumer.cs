using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Query.Execution.Blocks;
using LogAggregator.Engine.Query.Execution.Groups;
using LogAggregator.Engine.Query.Pipes;
using LogAggregator.Engine.Query.Pipes.Patterns;
using LogAggregator.Engine.Storage.Active;
using LogAggregator.Engine.Storage.Blocks;
using LogAggregator.Engine.Storage.Scanning;
using LogAggregator.Engine.Storage.Segments;

namespace LogAggregator.Engine;

/// <summary>Several queries over the same rows; each gets them until it wants no more.</summary>
/// <param name="runs">The queries.</param>
/// <param name="tallies">What is known of blocks that were read before.</param>
sealed class QueryRunConsumer(IEnumerable<QueryRun> runs, KnownTallies tallies) : RowConsumer
{
    volatile QueryRun[] _open = [.. runs];

    public override bool Take(StoredRecord record) => Give(run => run.Add(record));

    public override Func<bool> Prepare(FoundBlock block)
    {
        var open = _open;
        if (block.IsWhole && open.All(run => run.WantsTallies)) return PrepareTally(block);
        if (block.Rows.IsEmpty) return () => true;
        var view = new BlockView(block.Columns, block.SourceOf);
        var adds = open.ToDictionary(run => run, run => run.Prepare(view, block.Rows));
        return () => Give(run => adds[run]());
    }

    public override bool WantsCounts => _open.All(run => run.WantsCounts);

    public override bool Take(long rows) => Give(run => run.Add(rows));

    /// <summary>Rows come for all queries or for none: so none sees a row twice.</summary>
    public override bool TryTake(RowCounts counts, Func<int, LogSource> sourceOf)
    {
        var summary = SummaryOf(counts, sourceOf);
        if (!_open.All(run => run.CanAdd(summary))) return false;
        Give(run => run.Add(summary));
        return true;
    }

    public override bool TryTake(FullChunk chunk)
    {
        if (!_open.All(run => run.WantsTallies)) return false;
        var tally = tallies.Of(chunk);
        Give(run => run.Add(tally, row => PatternTallies.MessageOf(chunk.RecordAt(row))));
        return true;
    }

    Func<bool> PrepareTally(FoundBlock block)
    {
        MessageTexts? messages = null;
        var tally = tallies.Of(block);
        return () => Give(run => run.Add(tally, row => (messages ??= PatternTallies.TextsOf(KnownTallies.RowsOf(block))).Of(row)));
    }

    bool Give(Func<QueryRun, bool> add)
    {
        // Any thread may look at them meanwhile.
        _open = [.. _open.Where(add)];
        return _open.Length > 0;
    }

    static BlockSummary SummaryOf(RowCounts counts, Func<int, LogSource> sourceOf) => new(
        [.. counts.Shares.Select(share => new SourceShare(sourceOf(share.Source), share.Level, share.Rows))],
        counts.Bounds.MinTimestampNs,
        counts.Bounds.MaxTimestampNs,
        StepsOf(counts.Steps));

    static StepCounts StepsOf(BlockSteps steps) => steps.StepNs == 0
        ? StepCounts.Unknown
        : new StepCounts(steps.StepNs, steps.Counts().Select(count => new StepCount(count.StartNs, count.Level, count.Rows)).ToImmutableArray());
}
