using LogAggregator.Engine.Model;

namespace LogAggregator.Engine.Query.Execution.Predicates;

/// <summary>See <see cref="Ast.ImageIs"/>.</summary>
sealed class ImagePredicate(string value) : SourcePredicate
{
    protected override Tri Decide(LogSource source) => Sure(ContainerPredicate.HoldsWords(source.Image, value));
}
