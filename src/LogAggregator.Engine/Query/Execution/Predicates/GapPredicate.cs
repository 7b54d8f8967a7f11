using LogAggregator.Engine.Model;

namespace LogAggregator.Engine.Query.Execution.Predicates;

sealed class GapPredicate : Predicate
{
    public override int Cost => 1;

    public override bool Matches(Candidate candidate) => (candidate.Record.Flags & RecordFlags.Gap) != 0;

    public override Tri Judge(in BlockFacts facts) => Tri.Maybe;
}
