using LogAggregator.Engine.Query.Ast;
using LogAggregator.Engine.Query.Execution.Blocks;
using LogAggregator.Engine.Query.Execution.Fields;
using LogAggregator.Engine.Storage.Columns;

namespace LogAggregator.Engine.Query.Execution.Predicates;

/// <summary>See <see cref="FieldIs"/>.</summary>
sealed class FieldPredicate(FieldIs filter) : Predicate
{
    readonly RecordField _field = RecordField.For(filter.Field);
    readonly CompiledTest _test = CompiledTest.For(filter.Field, filter.Test);

    public override int Cost => _field.Cost + 100;

    public override bool Matches(Candidate candidate) => _field.Any(candidate, _test);

    public override Tri Judge(in BlockFacts facts) => Tri.Maybe;

    public override RowSelection Select(BlockView block) =>
        _field is MetadataField metadata ? FieldSearch.Run(block, metadata, _test) : RowSelection.Unknown(block.Count);
}
