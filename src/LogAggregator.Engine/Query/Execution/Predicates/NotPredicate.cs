using LogAggregator.Engine.Query.Execution.Blocks;
using LogAggregator.Engine.Storage.Columns;

namespace LogAggregator.Engine.Query.Execution.Predicates;

sealed class NotPredicate(Predicate inner) : Predicate
{
    public override int Cost => inner.Cost;

    public override bool Matches(Candidate candidate) => !inner.Matches(candidate);

    public override Tri Judge(in BlockFacts facts) => (Tri)(Tri.Yes - inner.Judge(facts));

    public override RowSelection Select(BlockView block)
    {
        var answer = inner.Select(block);
        var (may, sure) = (RowSet.Complement(answer.Sure), RowSet.Complement(answer.May));
        return new RowSelection(may, sure);
    }
}
