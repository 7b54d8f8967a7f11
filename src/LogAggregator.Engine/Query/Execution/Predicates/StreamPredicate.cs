using LogAggregator.Engine.Model;

namespace LogAggregator.Engine.Query.Execution.Predicates;

sealed class StreamPredicate(OutputStream stream) : SourcePredicate
{
    protected override Tri Decide(LogSource source) => Sure(source.Stream == stream);
}
