using System.Collections.Generic;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Linq;
using LogAggregator.Engine.Query.Ast;
using LogAggregator.Engine.Query.Syntax;

namespace LogAggregator.Engine.Query.Pipes;

/// <summary>Makes of each pipe its operator, and knows the columns between them.</summary>
sealed class PipelineBuilder
{
    readonly List<PipeOperator> _operators = [];

    /// <summary>Fields of records that the pipes ask for; whole when all pipes are added.</summary>
    public Schema Records { get; } = Schema.OfRecords();

    /// <summary>Columns behind the pipes so far.</summary>
    public Schema Schema { get; private set; }

    readonly long? _rangeNs;
    readonly QueryBudget _budget;

    public PipelineBuilder(long? rangeNs, QueryBudget budget)
    {
        (_rangeNs, _budget) = (rangeNs, budget);
        Schema = Records;
    }

    public void Add(ImmutableArray<Pipe> pipes)
    {
        for (var i = 0; i < pipes.Length; i++)
        {
            // Sorted rows that a limit right behind would drop are not held at all.
            var limit = pipes[i] is SortPipe && i + 1 < pipes.Length && pipes[i + 1] is LimitPipe next ? next.Count : long.MaxValue;
            Add(pipes[i], limit);
        }
    }

    /// <summary>Links the operators, the last to the sink. The first.</summary>
    public PipeOperator LinkTo(PipeOperator sink)
    {
        // Rows that are records show the columns that pipes filled, and none that was only read for them.
        if (Schema.HoldsRecords) _operators.Add(new FieldsOperator(Schema, Schema.Extracted, keepRecord: true));
        _operators.Add(sink);
        for (var i = 0; i + 1 < _operators.Count; i++) _operators[i].Next = _operators[i + 1];
        return _operators[0];
    }

    void Add(Pipe pipe, long sortLimit)
    {
        switch (pipe)
        {
            case WherePipe where:
                _operators.Add(new WhereOperator(new RowPredicate(where.Filter, Schema)));
                break;
            case LimitPipe limit:
                _operators.Add(new LimitOperator(limit.Count));
                break;
            case FieldsPipe fields:
                Table(new FieldsOperator(Schema, fields.Fields), fields.Fields);
                break;
            case UniqPipe uniq:
                Table(new UniqOperator(Schema, uniq.Fields, _budget), uniq.Fields);
                break;
            case SortPipe sort:
                _operators.Add(new SortOperator(Schema, sort.Keys, sortLimit, _budget));
                break;
            case TopPipe top:
                AddTop(top.Count, top.By.Select(column => new SortKey(column, Descending: true)));
                break;
            case TopValuesPipe values:
                AddTopValues(values);
                break;
            case StatsPipe stats:
                Table(new StatsOperator(stats, Schema, _rangeNs, _budget), stats.OutputColumns);
                break;
            case PatternsPipe:
                Table(new PatternsOperator(Schema, _budget), PatternsPipe.OutputColumns);
                break;
            case ExtractPipe extract:
                AddExtract(extract);
                break;
            default:
                throw new UnreachableException(pipe.GetType().Name);
        }
    }

    void Table(PipeOperator table, IEnumerable<string> columns)
    {
        _operators.Add(table);
        Schema = Schema.OfTable(columns);
    }

    void AddTop(long count, IEnumerable<SortKey> keys)
    {
        _operators.Add(new SortOperator(Schema, keys, count, _budget));
        _operators.Add(new LimitOperator(count));
    }

    void AddTopValues(TopValuesPipe values)
    {
        var count = new Aggregate(AggregateFunction.Count, "", 0, TopValuesPipe.CountColumn);
        Add(new StatsPipe([count], [.. values.Fields.Select(field => new FieldKey(field))]), long.MaxValue);
        AddTop(values.Count, [new SortKey(TopValuesPipe.CountColumn, Descending: true)]);
    }

    void AddExtract(ExtractPipe extract)
    {
        if (!ExtractPattern.TryParse(extract.Pattern, out var pattern, out var message)) throw new UnreachableException(message);
        var from = Schema;
        Schema = from.With(pattern.Names);
        _operators.Add(new ExtractOperator(from, Schema, pattern, extract.Field));
    }
}
