using System;
using System.Diagnostics;
using System.Linq;
using LogAggregator.Engine.Query.Ast;
using LogAggregator.Engine.Query.Execution;
using LogAggregator.Engine.Query.Execution.Fields;
using LogAggregator.Engine.Query.Execution.Predicates;
using LogAggregator.Engine.Query.Syntax;
using LogAggregator.Engine.Query.Values;

namespace LogAggregator.Engine.Query.Pipes;

/// <summary>
/// Decides rows by a filter. Rows that are records are decided as records, but for columns that a pipe has filled; in a table, each
/// kind of filter asks the column of its name, and text is searched in all columns.
/// </summary>
sealed class RowPredicate
{
    readonly Func<TableRow, bool> _matches;

    public RowPredicate(Filter filter, Schema schema) => _matches = Compile(filter, schema);

    public bool Matches(TableRow row) => _matches(row);

    static Func<TableRow, bool> Compile(Filter filter, Schema schema)
    {
        if (schema.HoldsRecords && !NamesExtracted(filter, schema)) return OfRecord(filter);
        switch (filter)
        {
            case AllRecords:
                return _ => true;
            case And and:
                var all = and.Filters.Select(f => Compile(f, schema)).ToArray();
                return row => Array.TrueForAll(all, matches => matches(row));
            case Or or:
                var any = or.Filters.Select(f => Compile(f, schema)).ToArray();
                return row => Array.Exists(any, matches => matches(row));
            case Not not:
                var inner = Compile(not.Filter, schema);
                return row => !inner(row);
            default:
                return OfCell(filter, schema);
        }
    }

    static Func<TableRow, bool> OfRecord(Filter filter)
    {
        var evaluator = new FilterEvaluator(filter);
        return row => evaluator.Matches(row.Record!);
    }

    static Func<TableRow, bool> OfCell(Filter filter, Schema schema)
    {
        switch (filter)
        {
            case TextContains text:
                return AnyCell(value => value.ToString().Contains(text.Text, StringComparison.OrdinalIgnoreCase));
            case Phrase phrase:
                return AnyCell(value => ContainerPredicate.HoldsWords(value.ToString(), phrase.Text));
            case TextMatches pattern:
                var regex = LinearRegex.Create(pattern.Pattern);
                return AnyCell(value => regex.IsMatch(value.ToString()));
        }

        var (columns, test) = CellTest(filter);
        var column = columns.Select(schema.Find).FirstOrDefault(index => index >= 0, -1);
        return column < 0 ? _ => false : row => row.Cells[column] is { IsNull: false } value && test(value);
    }

    static (string[] Columns, Func<Value, bool> Test) CellTest(Filter filter)
    {
        switch (filter)
        {
            case FieldIs field:
                var test = CompiledTest.For(field.Field, field.Test);
                return ([field.Field], test.Takes);
            case TimeRange range:
                return ([TimeStepKey.ColumnName, FieldNames.Timestamp],
                    value => value.Kind == ValueKind.Time && value.AsTimeNs >= range.FromNs && value.AsTimeNs < range.ToNs);
            case LevelIn level:
                return ([FieldNames.Level], value => value.Kind == ValueKind.Level && level.Levels.Contains(value.AsLevel));
            case ContainerIs container:
                return ([FieldNames.ContainerName], value => ContainerPredicate.HoldsWords(value.ToString(), container.Value));
            case ImageIs image:
                return ([FieldNames.Image], value => ContainerPredicate.HoldsWords(value.ToString(), image.Value));
            case ServiceIs service:
                return ([FieldNames.Service], IsText(service.Value));
            case ProjectIs project:
                return ([FieldNames.Project], IsText(project.Value));
            case HostIs host:
                return ([FieldNames.Host], IsText(host.Value));
            case StreamIs stream:
                return ([FieldNames.Stream], IsText(stream.Stream.ToString()));
            case IdIs id:
                return ([FieldNames.Id], IsText(id.Id.ToString()));
            case IsGap or IsLifecycle:
                return ([], _ => false);
            default:
                throw new UnreachableException(filter.GetType().Name);
        }
    }

    static Func<TableRow, bool> AnyCell(Func<Value, bool> test) => row =>
    {
        foreach (var cell in row.Cells)
            if (cell.Kind == ValueKind.Text && test(cell)) return true;
        return false;
    };

    static Func<Value, bool> IsText(string text) => value => value.ToString().Equals(text, StringComparison.OrdinalIgnoreCase);

    static bool NamesExtracted(Filter filter, Schema schema) => filter switch
    {
        And and => and.Filters.Any(f => NamesExtracted(f, schema)),
        Or or => or.Filters.Any(f => NamesExtracted(f, schema)),
        Not not => NamesExtracted(not.Filter, schema),
        FieldIs field => schema.Extracted.Contains(field.Field),
        _ => false,
    };
}
