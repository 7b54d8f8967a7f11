using System;
using System.Linq;
using LogAggregator.Engine.Query.Execution.Blocks;
using LogAggregator.Engine.Storage.Columns;
using LogAggregator.Engine.Storage.Tokens;

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

    public override bool MayMatch(Func<TokenFilter> tokens) => parts.All(part => part.MayMatch(tokens));

    public override RowSelection Select(BlockView block)
    {
        var all = RowSelection.All(block.Count);
        if (parts.Length == 0) return all;
        var (may, sure) = (all.May, new RowSet(block.Count));
        sure.AddAll();
        foreach (var part in parts)
        {
            if (may.IsEmpty) break;
            var answer = part.Select(block);
            may.IntersectWith(answer.May);
            sure.IntersectWith(answer.Sure);
        }

        sure.IntersectWith(may);
        return new RowSelection(may, sure);
    }
}
