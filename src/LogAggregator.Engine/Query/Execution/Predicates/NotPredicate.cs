namespace LogAggregator.Engine.Query.Execution.Predicates;

sealed class NotPredicate(Predicate inner) : Predicate
{
    public override int Cost => inner.Cost;

    public override bool Matches(Candidate candidate) => !inner.Matches(candidate);

    public override Tri Judge(in BlockFacts facts) => (Tri)(Tri.Yes - inner.Judge(facts));
}
