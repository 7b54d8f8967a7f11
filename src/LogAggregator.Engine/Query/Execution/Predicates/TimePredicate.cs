using LogAggregator.Engine.Query.Ast;
using LogAggregator.Engine.Query.Execution.Blocks;
using LogAggregator.Engine.Storage.Columns;

namespace LogAggregator.Engine.Query.Execution.Predicates;

sealed class TimePredicate(TimeRange range) : Predicate
{
    public override int Cost => 1;

    public override bool Matches(Candidate candidate) => Holds(candidate.Record.TimestampNs);

    public override Tri Judge(in BlockFacts facts)
    {
        if (Holds(facts.FromNs) && Holds(facts.ToNs)) return Tri.Yes;
        return facts.ToNs < range.FromNs || facts.FromNs >= range.ToNs ? Tri.No : Tri.Maybe;
    }

    public override RowSelection Select(BlockView block) => RowSelection.Exact(block.Rows<long>(block.Columns.TimestampsNs, Holds));

    bool Holds(long timestampNs) => timestampNs >= range.FromNs && timestampNs < range.ToNs;
}
