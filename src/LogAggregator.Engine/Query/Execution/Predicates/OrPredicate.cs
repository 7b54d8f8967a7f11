using System;
using System.Linq;
using LogAggregator.Engine.Query.Execution.Blocks;
using LogAggregator.Engine.Storage.Columns;
using LogAggregator.Engine.Storage.Outlines;

namespace LogAggregator.Engine.Query.Execution.Predicates;

sealed class OrPredicate(Predicate[] parts) : Predicate
{
    public override int Cost { get; } = parts.Sum(p => p.Cost);

    public override bool Matches(Candidate candidate)
    {
        foreach (var part in parts)
        {
            if (part.Matches(candidate)) return true;
        }

        return false;
    }

    public override bool MayHave(ReadOnlySpan<byte> lines)
    {
        foreach (var part in parts)
        {
            if (part.MayHave(lines)) return true;
        }

        return false;
    }

    public override Tri Judge(in BlockFacts facts)
    {
        var most = Tri.No;
        foreach (var part in parts)
        {
            var answer = part.Judge(facts);
            if (answer > most) most = answer;
        }

        return most;
    }

    public override Foreseen Foresee(IBlockDigest block, in BlockFacts facts)
    {
        foreach (var part in parts)
        {
            if (part.Foresee(block, facts).MayMatch) return Foreseen.Nothing;
        }

        return Foreseen.NoMatch;
    }

    public override RowSelection Select(BlockView block)
    {
        var (may, sure) = (new RowSet(block.Count), new RowSet(block.Count));
        foreach (var part in parts)
        {
            var answer = part.Select(block);
            may.UnionWith(answer.May);
            sure.UnionWith(answer.Sure);
        }

        return new RowSelection(may, sure);
    }
}
