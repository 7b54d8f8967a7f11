using System.Diagnostics;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Query.Ast;
using LogAggregator.Engine.Query.Execution.Text;
using LogAggregator.Engine.Query.Values;

namespace LogAggregator.Engine.Query.Execution.Fields;

/// <summary>A field that every record has. What is not known (an empty project, no stream) is null.</summary>
sealed class OwnField(string name) : RecordField
{
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
            FieldNames.Service => source.Service.Length > 0 ? Value.Of(source.Service) : Known(_texts.Of(candidate.Parsed.Service.Span)),
            FieldNames.ContainerName => Known(source.ContainerName),
            FieldNames.ContainerId => Known(source.ContainerId),
            FieldNames.Image => Known(source.Image),
            FieldNames.Stream => NameOf(source.Stream),
            FieldNames.Project => Known(source.Project),
            FieldNames.Host => Known(source.Host),
            FieldNames.Id => Value.Of(record.Id.ToString()),
            _ => throw new UnreachableException(name),
        };
    }

    static Value NameOf(OutputStream stream) => stream switch
    {
        OutputStream.Stdout => Value.Of("stdout"),
        OutputStream.Stderr => Value.Of("stderr"),
        _ => Value.Null,
    };

    static Value Known(string text) => text.Length > 0 ? Value.Of(text) : Value.Null;
}
