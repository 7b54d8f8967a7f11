using System.Collections.Generic;
using System.Linq;
using LogAggregator.Engine.Query.Execution;
using LogAggregator.Engine.Query.Syntax;
using LogAggregator.Engine.Tests.Query.Syntax;
using Xunit;

namespace LogAggregator.Engine.Tests.Query;

public sealed class FilterCasesTests
{
    public static IEnumerable<TheoryDataRow<string, string>> Cases => DocumentedCases.Read("Query/filter-cases.txt")
        .SelectMany(section => section.All)
        .Where(line => line.Length > 0)
        .Select(line => line.Split('⇶', System.StringSplitOptions.TrimEntries))
        .Select(columns => new TheoryDataRow<string, string>(columns[0], columns[1]));

    [Theory, MemberData(nameof(Cases))]
    public void AQueryFindsTheRecordsThatTheTableSays(string text, string names)
    {
        Assert.True(QueryParser.TryParse(text, QuerySyntaxTests.Now, out var query, out var error), error?.Render(text));
        var evaluator = new FilterEvaluator(query.Filter);

        Assert.Equal(names, Found(r => evaluator.Matches(r.Record)));
    }

    internal static string Found(System.Func<(string Name, Model.StoredRecord Record), bool> matches)
    {
        var found = SampleRecords.All.Where(matches).Select(r => r.Name).ToList();
        if (found.Count == SampleRecords.All.Count) return "all";
        return found.Count == 0 ? "none" : string.Join(", ", found);
    }
}
