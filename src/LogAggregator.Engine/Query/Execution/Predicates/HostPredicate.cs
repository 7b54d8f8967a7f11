using System;
using LogAggregator.Engine.Model;

namespace LogAggregator.Engine.Query.Execution.Predicates;

sealed class HostPredicate(string value) : SourcePredicate
{
    protected override Tri Decide(LogSource source) => Sure(source.Host.Equals(value, StringComparison.OrdinalIgnoreCase));
}
