using LogAggregator.Engine.Query.Ast;
using LogAggregator.Engine.Query.Execution.Fields;

namespace LogAggregator.Engine.Query.Execution.Predicates;

/// <summary>See <see cref="FieldIs"/>.</summary>
sealed class FieldPredicate(FieldIs filter) : Predicate
{
    readonly RecordField _field = RecordField.For(filter.Field);
    readonly CompiledTest _test = CompiledTest.For(filter.Field, filter.Test);

    public override int Cost => _field.Cost + 100;

    public override bool Matches(Candidate candidate) => _field.Any(candidate, _test);

    public override Tri Judge(in BlockFacts facts) => Tri.Maybe;
}
