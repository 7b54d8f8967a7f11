using LogAggregator.Engine.Model;
using LogAggregator.Engine.Query.Execution.Blocks;
using LogAggregator.Engine.Storage.Columns;

namespace LogAggregator.Engine.Query.Execution.Predicates;

/// <summary>The record has the flag.</summary>
sealed class FlagPredicate(RecordFlags flag) : Predicate
{
    public override int Cost => 1;

    public override bool Matches(Candidate candidate) => (candidate.Record.Flags & flag) != 0;

    public override Tri Judge(in BlockFacts facts) => Tri.Maybe;

    public override RowSelection Select(BlockView block) =>
        RowSelection.Exact(block.Rows<int>(block.Columns.Flags, flags => ((RecordFlags)flags & flag) != 0));
}
