using System;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Query.Execution;
using LogAggregator.Engine.Query.Execution.Blocks;
using LogAggregator.Engine.Storage.Blocks;
using LogAggregator.Engine.Storage.Columns;
using LogAggregator.Engine.Storage.Outlines;
using LogAggregator.Engine.Storage.Scanning;

namespace LogAggregator.Engine;

/// <summary>The query's side of a scan: storage asks, the filter of the search answers.</summary>
sealed class EvaluatorScanFilter(FilterEvaluator evaluator) : ScanFilter
{
    public override Verdict Judge(LogSource? source, LevelSet levels, long fromNs, long toNs) => evaluator.Judge(source, levels, fromNs, toNs) switch
    {
        Tri.No => Verdict.NoneMatches,
        Tri.Yes => Verdict.AllMatch,
        _ => Verdict.LookAtEach,
    };

    public override Foreseen Foresee(IBlockDigest block, LevelSet levels, long fromNs, long toNs) => evaluator.Foresee(block, levels, fromNs, toNs);

    public override RowSelection Select(ColumnBlock block, Func<int, LogSource> sourceOf) => evaluator.Select(new BlockView(block, sourceOf));

    public override bool MayHave(ReadOnlySpan<byte> lines) => evaluator.MayHave(lines);

    public override bool Matches(LogSource source, RecordId id, Level level, RecordFlags flags, ReadOnlyMemory<byte> line) =>
        evaluator.Matches(new RecordView(source, id, level, flags, line));
}
