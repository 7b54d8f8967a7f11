using System.Diagnostics;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Query.Ast;
using LogAggregator.Engine.Query.Values;

namespace LogAggregator.Engine.Query.Execution.Fields;

/// <summary>The record's own fields that its source tells. What is not known (an empty project, no stream) is null.</summary>
static class SourceValue
{
    /// <summary>Whether the source, or the level, tells the field.</summary>
    public static bool IsKnownOf(string field) => field
        is FieldNames.Level or FieldNames.Service or FieldNames.ContainerName or FieldNames.ContainerId or FieldNames.Image
        or FieldNames.Stream or FieldNames.Project or FieldNames.Host;

    /// <summary>Of a service: null where only the line may have one.</summary>
    public static Value Of(LogSource source, string field) => field switch
    {
        FieldNames.Service => Known(source.Service),
        FieldNames.ContainerName => Known(source.ContainerName),
        FieldNames.ContainerId => Known(source.ContainerId),
        FieldNames.Image => Known(source.Image),
        FieldNames.Stream => NameOf(source.Stream),
        FieldNames.Project => Known(source.Project),
        FieldNames.Host => Known(source.Host),
        _ => throw new UnreachableException(field),
    };

    static Value NameOf(OutputStream stream) => stream switch
    {
        OutputStream.Stdout => Value.Of("stdout"),
        OutputStream.Stderr => Value.Of("stderr"),
        _ => Value.Null,
    };

    static Value Known(string text) => text.Length > 0 ? Value.Of(text) : Value.Null;
}
