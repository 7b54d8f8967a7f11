using LogAggregator.Engine.Model;

namespace LogAggregator.Engine.Query.Execution.Predicates;

/// <summary>See <see cref="Ast.IdIs"/>.</summary>
sealed class IdPredicate(RecordId id) : Predicate
{
    public override int Cost => 1;

    public override bool Matches(Candidate candidate) => candidate.Record.Id == id;

    public override Tri Judge(in BlockFacts facts) => id.TimestampNs < facts.FromNs || id.TimestampNs > facts.ToNs ? Tri.No : Tri.Maybe;
}
