using LogAggregator.Engine.Model;
using LogAggregator.Engine.Query.Execution.Blocks;
using LogAggregator.Engine.Storage.Columns;

namespace LogAggregator.Engine.Query.Execution.Predicates;

sealed class GapPredicate : Predicate
{
    public override int Cost => 1;

    public override bool Matches(Candidate candidate) => (candidate.Record.Flags & RecordFlags.Gap) != 0;

    public override Tri Judge(in BlockFacts facts) => Tri.Maybe;

    public override RowSelection Select(BlockView block) =>
        RowSelection.Exact(block.Rows<int>(block.Columns.Flags, flags => ((RecordFlags)flags & RecordFlags.Gap) != 0));
}
