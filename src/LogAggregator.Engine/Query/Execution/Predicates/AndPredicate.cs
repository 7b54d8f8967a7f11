using System.Linq;
using LogAggregator.Engine.Query.Execution.Blocks;
using LogAggregator.Engine.Storage.Columns;
using LogAggregator.Engine.Storage.Outlines;

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

    public override bool MayMatch(IBlockDigest block) => parts.All(part => part.MayMatch(block));

    /// <summary>Known where all rows match all parts but one.</summary>
    public override long? Count(IBlockDigest block, in BlockFacts facts)
    {
        Predicate? open = null;
        foreach (var part in parts)
        {
            if (part.Judge(facts) == Tri.Yes) continue;
            if (open is not null) return null;
            open = part;
        }

        return open?.Count(block, facts);
    }

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
