using System;
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

    public override bool MayHave(ReadOnlySpan<byte> lines)
    {
        foreach (var part in parts)
        {
            if (!part.MayHave(lines)) return false;
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

    /// <summary>How many rows match is known where all match all parts but one.</summary>
    public override Foreseen Foresee(IBlockDigest block, in BlockFacts facts)
    {
        var (open, last) = (0, Foreseen.Nothing);
        foreach (var part in parts)
        {
            if (part.Judge(facts) == Tri.Yes) continue;
            last = part.Foresee(block, facts);
            if (!last.MayMatch) return Foreseen.NoMatch;
            open++;
        }

        return open == 1 ? last : Foreseen.Nothing;
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
