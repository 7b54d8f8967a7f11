using System.Collections.Immutable;
using System.Diagnostics;
using System.Linq;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Query.Ast;
using LogAggregator.Engine.Query.Execution.Predicates;

namespace LogAggregator.Engine.Query.Execution;

/// <summary>Makes of each filter node the predicate that decides it.</summary>
static class PredicateCompiler
{
    public static Predicate Compile(Filter filter) => filter switch
    {
        AllRecords => new AndPredicate([]),
        And and => new AndPredicate(CheapFirst(and.Filters)),
        Or or => new OrPredicate(CheapFirst(or.Filters)),
        Not not => new NotPredicate(Compile(not.Filter)),
        TimeRange range => new TimePredicate(range),
        LevelIn level => new LevelPredicate(level.Levels),
        ContainerIs container => new ContainerPredicate(container.Value),
        ServiceIs service => new ServicePredicate(service.Value),
        StreamIs stream => new StreamPredicate(stream.Stream),
        ProjectIs project => new ProjectPredicate(project.Value),
        HostIs host => new HostPredicate(host.Value),
        TextContains text => new TextPredicate(text.Text, wholeWords: false),
        Phrase phrase => new TextPredicate(phrase.Text, wholeWords: true),
        IsGap => new FlagPredicate(RecordFlags.Gap),
        IsLifecycle => new FlagPredicate(RecordFlags.Lifecycle),
        TextMatches regex => new RegexPredicate(regex.Pattern),
        ImageIs image => new ImagePredicate(image.Value),
        IdIs id => new IdPredicate(id.Id),
        FieldIs field => new FieldPredicate(field),
        _ => throw new UnreachableException($"no predicate for {filter.GetType().Name}"),
    };

    static Predicate[] CheapFirst(ImmutableArray<Filter> filters) => [.. filters.Select(Compile).OrderBy(p => p.Cost)];
}
