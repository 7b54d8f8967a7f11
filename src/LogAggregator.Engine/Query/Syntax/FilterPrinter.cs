using System.Diagnostics;
using System.Linq;
using LogAggregator.Engine.Parsing;
using LogAggregator.Engine.Query.Ast;
using LogAggregator.Engine.Query.Values;

namespace LogAggregator.Engine.Query.Syntax;

/// <summary>Writes filters. Parentheses stand where the parser would otherwise read something else.</summary>
static class FilterPrinter
{
    public static string Print(Filter filter) => filter switch
    {
        And and => string.Join(' ', and.Filters.Select((f, i) => InAnd(f, i > 0 ? and.Filters[i - 1] : null))),
        Or or => string.Join(" or ", or.Filters.Select(f => f is Or ? $"({Print(f)})" : Print(f))),
        Not not => "not " + InNot(not.Filter),
        AllRecords => "*",
        TextContains text => WordText.Write(text.Text),
        Phrase phrase => QuotedText.Write(phrase.Text),
        TextMatches regex => "~" + QuotedText.WriteRaw(regex.Pattern),
        TimeRange range => PrintRange(range),
        LevelIn level => "level:" + PrintLevels(level),
        ContainerIs container => "container:" + ValueText.Write(container.Value),
        ServiceIs service => "service:" + ValueText.Write(service.Value),
        ProjectIs project => "project:" + ValueText.Write(project.Value),
        HostIs host => "host:" + ValueText.Write(host.Value),
        ImageIs image => "image:" + ValueText.Write(image.Value),
        StreamIs stream => "stream:" + stream.Stream.ToString().ToLowerInvariant(),
        IdIs id => "id:" + id.Id,
        IsGap => "is:gap",
        IsLifecycle => "is:lifecycle",
        FieldIs field => NameParser.Write(field.Field) + ":" + TestPrinter.Print(field.Test),
        _ => throw new UnreachableException(filter.GetType().Name),
    };

    static string InAnd(Filter filter, Filter? previous) => filter switch
    {
        And or Or => $"({Print(filter)})",

        // An until right after a since would be read as one range.
        TimeRange { FromNs: TimeBoundParser.OpenStart } when previous is TimeRange { ToNs: TimeBoundParser.OpenEnd } => $"({Print(filter)})",
        _ => Print(filter),
    };

    static string InNot(Filter filter) =>
        filter is And or Or || (filter is TimeRange range && Print(range).Contains(' ')) ? $"({Print(filter)})" : Print(filter);

    static string PrintRange(TimeRange range)
    {
        var since = "since:" + Timestamps.Format(range.FromNs);
        var until = "until:" + Timestamps.Format(range.ToNs);
        if (range.ToNs == TimeBoundParser.OpenEnd) return since;
        return range.FromNs == TimeBoundParser.OpenStart ? until : $"{since} {until}";
    }

    static string PrintLevels(LevelIn filter)
    {
        var levels = LevelNames.Of(filter.Levels);
        if (levels.Length == 1) return LevelNames.NameOf(levels[0]).ToLowerInvariant();
        if (levels.Length > 1 && filter.Levels == Model.LevelSet.AtLeast(levels[0])) return ">=" + LevelNames.NameOf(levels[0]).ToLowerInvariant();
        return $"in({string.Join(", ", levels.Select(level => LevelNames.NameOf(level).ToLowerInvariant()))})";
    }
}
