using LogAggregator.Engine.Model;
using LogAggregator.Engine.Query.Execution.Blocks;
using LogAggregator.Engine.Storage.Columns;

namespace LogAggregator.Engine.Query.Execution.Predicates;

sealed class LevelPredicate(LevelSet levels) : Predicate
{
    public override int Cost => 1;

    public override bool Matches(Candidate candidate) => levels.Contains(candidate.Record.Level);

    public override Tri Judge(in BlockFacts facts)
    {
        var common = facts.Levels & levels;
        if (common == LevelSet.None) return Tri.No;
        return common == facts.Levels ? Tri.Yes : Tri.Maybe;
    }

    public override RowSelection Select(BlockView block) =>
        RowSelection.Exact(block.Rows<int>(block.Columns.Levels, level => levels.Contains((Level)level)));
}
