using System;
using LogAggregator.Engine.Model;

namespace LogAggregator.Engine.Query.Execution.Predicates;

sealed class ProjectPredicate(string value) : SourcePredicate
{
    protected override Tri Decide(LogSource source) => Sure(source.Project.Equals(value, StringComparison.OrdinalIgnoreCase));
}
