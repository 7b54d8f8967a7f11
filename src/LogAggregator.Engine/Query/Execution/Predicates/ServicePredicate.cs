using System;
using System.Text;
using LogAggregator.Engine.Model;

namespace LogAggregator.Engine.Query.Execution.Predicates;

sealed class ServicePredicate(string value) : SourcePredicate
{
    protected override Tri Decide(LogSource source) => source.Service.Length == 0
        ? Tri.Maybe
        : Sure(source.Service.Equals(value, StringComparison.OrdinalIgnoreCase));

    /// <summary>Slow path: a container with more services than are interned.</summary>
    protected override bool DecideByLine(Candidate candidate) =>
        Encoding.UTF8.GetString(candidate.Parsed.Service.Span).Equals(value, StringComparison.OrdinalIgnoreCase);
}
