using System.Collections.Generic;
using System.Linq;
using LogAggregator.Engine.Query;
using LogAggregator.Engine.Query.Execution;
using LogAggregator.Engine.Query.Pipes;
using LogAggregator.Engine.Query.Values;

namespace LogAggregator.Engine.Tests.Query.Pipes;

/// <summary>
/// Runs a query over the sample records, newest first, and writes its table as text: <c>-</c> is no value, <c>⏎</c> a newline; rows that are still records
/// have their names first.
/// </summary>
static class TableText
{
    public static IReadOnlyList<string> Of(LogQuery query, System.DateTimeOffset now, QueryLimits? limits = null)
    {
        var plan = QueryPlan.Of(query, SearchOrder.NewestFirst, now);
        var run = new QueryRun(plan.Pipes, limits ?? new QueryLimits(), plan.RangeNs);
        var filter = new FilterEvaluator(plan.Search.Filter);
        foreach (var (_, record) in SampleRecords.All.OrderByDescending(r => r.Record.Id).Where(r => filter.Matches(r.Record)).Take(Limit(plan)))
            if (!run.Add(record)) break;
        run.Complete();
        return [.. Lines(run), .. run.Notes.Select(note => "! " + note)];
    }

    static int Limit(QueryPlan plan) => (int)System.Math.Min(plan.Search.Limit, int.MaxValue);

    static IEnumerable<string> Lines(QueryRun run)
    {
        var rows = new List<string[]> { run.GivesRecords ? ["record", .. run.Columns] : [.. run.Columns] };
        foreach (var row in run.TakeRows())
        {
            var cells = row.Values.Select(Cell);
            rows.Add(run.GivesRecords ? [NameOf(row), .. cells] : [.. cells]);
        }

        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        return rows.Select(row => string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
    }

    static string NameOf(TableRow row) => SampleRecords.All.First(sample => sample.Record.Id == row.Record!.Id).Name;

    static string Cell(Value value) => value.Kind switch
    {
        ValueKind.Null => "-",
        ValueKind.Text when value.ToString().Length == 0 => "\"\"",
        ValueKind.Series => $"[{value}]",
        _ => value.ToString().Replace('\n', '⏎'),
    };
}
