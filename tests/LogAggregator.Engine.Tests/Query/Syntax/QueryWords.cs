using System;
using System.Linq;
using LogAggregator.Engine.Query;
using LogAggregator.Engine.Query.Ast;

namespace LogAggregator.Engine.Tests.Query.Syntax;

/// <summary>Says in words what a query does. Different queries give different words.</summary>
static class QueryWords
{
    /// <summary>On one line: a newline is <c>⏎</c>, a tab <c>⇥</c>.</summary>
    public static string Of(LogQuery query) =>
        string.Join(", then ", query.Pipes.Select(Of).Prepend(FilterWords.Of(query.Filter))).Replace('\n', '⏎').Replace('\t', '⇥');

    static string Of(Pipe pipe) => pipe switch
    {
        WherePipe where => $"keep {FilterWords.Of(where.Filter)}",
        LimitPipe limit => $"the first {limit.Count}",
        FieldsPipe fields => $"the columns {string.Join(", ", fields.Fields)}",
        UniqPipe uniq => $"each {string.Join(", ", uniq.Fields)} once",
        SortPipe sort => "sort by " + string.Join(", ", sort.Keys.Select(key => key.Field + (key.Descending ? " downwards" : ""))),
        TopPipe top => $"the {top.Count} greatest by {string.Join(", ", top.By)}",
        TopValuesPipe top => $"the {top.Count} most frequent {string.Join(", ", top.Fields)}",
        PatternsPipe => "patterns of messages",
        ExtractPipe extract => $"take \"{extract.Pattern}\" out of {extract.Field}",
        StatsPipe stats => Of(stats),
        _ => throw new ArgumentOutOfRangeException(nameof(pipe), pipe, null),
    };

    static string Of(StatsPipe stats)
    {
        var aggregates = string.Join(", ", stats.Aggregates.Select(Of));
        return stats.Keys.IsEmpty ? aggregates : $"{aggregates} by {string.Join(", ", stats.Keys.Select(Of))}";
    }

    static string Of(GroupKey key) => key is TimeStepKey step ? $"steps of {TimeSpan.FromMilliseconds(step.StepNs / 1e6)}" : key.Column;

    static string Of(Aggregate aggregate)
    {
        var function = aggregate.Function switch
        {
            AggregateFunction.Quantile => $"quantile {aggregate.Quantile}",
            AggregateFunction.CountUniq => "different values",
            _ => aggregate.Function.ToString().ToLowerInvariant(),
        };
        return $"{function}{(aggregate.Field.Length > 0 ? " of " + aggregate.Field : "")} as {aggregate.Column}";
    }
}
