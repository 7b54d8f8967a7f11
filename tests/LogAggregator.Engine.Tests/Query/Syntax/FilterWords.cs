using System;
using System.Collections.Generic;
using System.Linq;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Parsing;
using LogAggregator.Engine.Query.Ast;
using LogAggregator.Engine.Query.Values;

namespace LogAggregator.Engine.Tests.Query.Syntax;

/// <summary>Says in words what a filter finds. Different filters give different words.</summary>
static class FilterWords
{
    public static string Of(Filter filter) => filter switch
    {
        AllRecords => "every record",
        And and => string.Join(" and ", and.Filters.Select(Inner)),
        Or or => string.Join(" or ", or.Filters.Select(Inner)),
        Not not => $"not ({Of(not.Filter)})",
        TextContains text => $"text with \"{text.Text}\"",
        Phrase phrase => $"the words \"{phrase.Text}\"",
        TextMatches regex => $"text that matches /{regex.Pattern}/",
        TimeRange { ToNs: long.MaxValue } range => "from " + Timestamps.Format(range.FromNs),
        TimeRange { FromNs: 0 } range => "before " + Timestamps.Format(range.ToNs),
        TimeRange range => $"from {Timestamps.Format(range.FromNs)}, before {Timestamps.Format(range.ToNs)}",
        LevelIn level => "level " + string.Join("/", Levels(level.Levels)),
        ContainerIs container => $"container \"{container.Value}\"",
        ServiceIs service => $"service \"{service.Value}\"",
        ProjectIs project => $"project \"{project.Value}\"",
        HostIs host => $"host \"{host.Value}\"",
        ImageIs image => $"image \"{image.Value}\"",
        StreamIs stream => "stream " + stream.Stream.ToString().ToLowerInvariant(),
        IdIs id => $"the record {id.Id}",
        IsGap => "a gap",
        IsLifecycle => "what happened to a container",
        FieldIs field => $"{field.Field} {Of(field.Test)}",
        _ => throw new ArgumentOutOfRangeException(nameof(filter), filter, null),
    };

    static string Inner(Filter filter) => filter is And or Or ? $"({Of(filter)})" : Of(filter);

    static IEnumerable<string> Levels(LevelSet set) => Enum.GetValues<Level>().Where(set.Contains).Select(level => level.ToString().ToUpperInvariant());

    static string Of(ValueTest test) => test switch
    {
        HasValue => "has a value",
        EqualTo equal => $"is \"{equal.Text}\"",
        ExactlyEqualTo exact => $"is exactly \"{exact.Text}\"",
        Like { Parts: ["", var part, ""] } => $"has \"{part}\" in it",
        Like like => "is like " + string.Join(" … ", like.Parts.Select(part => part.Length == 0 ? "" : $"\"{part}\"")).Trim(),
        HoldsPhrase phrase => $"has the words \"{phrase.Text}\"",
        Matches regex => $"matches /{regex.Pattern}/",
        Compare compare => $"{Sign(compare.Comparison)} {Of(compare.Operand)}",
        _ => throw new ArgumentOutOfRangeException(nameof(test), test, null),
    };

    static string Of(Operand operand) => operand switch
    {
        NumberOperand { Unit: Unit.None } number => number.Number.ToString(),
        NumberOperand number => $"{number.Number} {number.Unit.ToString().ToLowerInvariant()}",
        TimeOperand time => Timestamps.Format(time.TimestampNs),
        TextOperand text => $"\"{text.Text}\"",
        _ => throw new ArgumentOutOfRangeException(nameof(operand), operand, null),
    };

    static string Sign(Comparison comparison) => comparison switch
    {
        Comparison.Less => "<",
        Comparison.LessOrEqual => "<=",
        Comparison.Greater => ">",
        _ => ">=",
    };
}
