using System.Linq;

namespace LogAggregator.Engine.Query.Execution.Predicates;

sealed class AndPredicate(Predicate[] parts) : Predicate
{
    public override int Cost { get; } = parts.Sum(p => p.Cost);

    public override bool Matches(Candidate candidate)
    {
        foreach (var part in parts)
        {
            if (!part.Matches(candidate)) return false;
        }

        return true;
    }

    public override Tri Judge(in BlockFacts facts)
    {
        var least = Tri.Yes;
        foreach (var part in parts)
        {
            var answer = part.Judge(facts);
            if (answer < least) least = answer;
        }

        return least;
    }
}
