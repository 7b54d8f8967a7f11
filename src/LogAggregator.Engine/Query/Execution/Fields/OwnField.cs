using System;
using System.Linq;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Query.Ast;
using LogAggregator.Engine.Query.Execution.Groups;
using LogAggregator.Engine.Query.Execution.Text;
using LogAggregator.Engine.Query.Values;
using LogAggregator.Engine.Storage.Columns;

namespace LogAggregator.Engine.Query.Execution.Fields;

/// <summary>A field that every record has. What is not known (an empty project, no stream) is null.</summary>
sealed class OwnField(string name) : RecordField
{
    static readonly Value[] Levels = [.. Enum.GetValues<Level>().Select(Value.Of)];

    readonly Utf8Texts _texts = new();
    readonly AnsiText _plain = new();

    public override int Cost => name == FieldNames.Message ? 1000 : 10;

    public override Value Read(Candidate candidate)
    {
        var record = candidate.Record;
        var source = record.Source;
        return name switch
        {
            FieldNames.Timestamp => Value.Time(record.TimestampNs),
            FieldNames.Level => Value.Of(record.Level),
            FieldNames.Message => Value.Of(_texts.Of(_plain.Of(candidate.Parsed.Message.Span))),
            FieldNames.Service when source.Service.Length == 0 => Known(_texts.Of(candidate.Parsed.Service.Span)),
            FieldNames.Id => Value.Of(record.Id.ToString()),
            _ => SourceValue.Of(source, name),
        };
    }

    public override FieldColumn ReadColumn(RowGroup group)
    {
        var columns = group.Block.Columns;
        return name switch
        {
            FieldNames.Timestamp => new TimestampColumn(columns),
            FieldNames.Level => new NumberedColumn(new NumberedValues(Copy(columns.Levels, columns.Buffers), Levels)),
            FieldNames.Message or FieldNames.Id => base.ReadColumn(group),
            _ => OfSources(group) ?? base.ReadColumn(group),
        };
    }

    /// <summary>A value for each source; null if a row's source alone does not tell.</summary>
    NumberedColumn? OfSources(RowGroup group)
    {
        var sources = group.Block.Columns.Sources;
        var values = new Value?[Greatest(sources) + 1];
        foreach (var row in group.Rows)
        {
            ref var value = ref values[sources[row]];
            if (value is not null) continue;
            var source = group.Block.SourceOf(sources[row]);
            if (name == FieldNames.Service && source.Service.Length == 0) return null;
            value = SourceValue.Of(source, name);
        }

        return new NumberedColumn(new NumberedValues(Copy(sources, group.Block.Columns.Buffers), [.. values.Select(value => value ?? Value.Null)]));
    }

    static int Greatest(ReadOnlySpan<int> numbers)
    {
        var greatest = -1;
        foreach (var number in numbers) greatest = Math.Max(greatest, number);
        return greatest;
    }

    static int[] Copy(ReadOnlySpan<int> numbers, ReadBuffers buffers)
    {
        var copy = buffers.RentInts(numbers.Length);
        numbers.CopyTo(copy);
        return copy;
    }

    static Value Known(string text) => text.Length > 0 ? Value.Of(text) : Value.Null;
}
