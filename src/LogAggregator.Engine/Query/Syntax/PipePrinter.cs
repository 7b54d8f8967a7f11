using System.Collections.Immutable;
using System.Diagnostics;
using System.Linq;
using LogAggregator.Engine.Query.Ast;

namespace LogAggregator.Engine.Query.Syntax;

/// <summary>Writes one pipe.</summary>
static class PipePrinter
{
    public static string Print(Pipe pipe) => pipe switch
    {
        WherePipe where => "where " + FilterPrinter.Print(where.Filter),
        LimitPipe limit => $"limit {limit.Count}",
        FieldsPipe fields => "fields " + Names(fields.Fields),
        UniqPipe uniq => "uniq " + Names(uniq.Fields),
        SortPipe sort => "sort by " + string.Join(", ", sort.Keys.Select(key => NameParser.Write(key.Field) + (key.Descending ? " desc" : ""))),
        TopPipe top => $"top {top.Count} by {Names(top.By)}",
        TopValuesPipe top => $"top {top.Count} {Names(top.Fields)}",
        PatternsPipe => "patterns",
        ExtractPipe extract => $"extract {QuotedText.Write(extract.Pattern)}{From(extract.Field)}",
        StatsPipe stats => PrintStats(stats),
        _ => throw new UnreachableException(pipe.GetType().Name),
    };

    static string PrintStats(StatsPipe stats)
    {
        var aggregates = string.Join(", ", stats.Aggregates.Select(PrintAggregate));
        if (stats.Keys.IsEmpty) return "stats " + aggregates;
        var keys = stats.Keys.Select(key => key is TimeStepKey step ? DurationParser.Format(step.StepNs) : NameParser.Write(key.Column));
        return $"stats {aggregates} by {string.Join(", ", keys)}";
    }

    static string PrintAggregate(Aggregate aggregate)
    {
        var call = $"{AggregateNames.NameOf(aggregate.Function, aggregate.Quantile)}({(aggregate.Field.Length == 0 ? "" : NameParser.Write(aggregate.Field))})";
        var usual = AggregateNames.ColumnOf(aggregate.Function, aggregate.Quantile, aggregate.Field);
        return usual == aggregate.Column ? call : $"{call} as {NameParser.Write(aggregate.Column)}";
    }

    static string From(string field) => field == FieldNames.Message ? "" : " from " + NameParser.Write(field);

    static string Names(ImmutableArray<string> names) => string.Join(", ", names.Select(NameParser.Write));
}
