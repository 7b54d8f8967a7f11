using System.Collections.Generic;
using System.Linq;
using LogAggregator.Engine.Query.Syntax;
using LogAggregator.Engine.Tests.Query.Syntax;
using Xunit;

namespace LogAggregator.Engine.Tests.Query.Pipes;

public sealed class PipeCasesTests
{
    public static IEnumerable<TheoryDataRow<string, string>> Cases => DocumentedCases.Read("Query/Pipes/pipe-cases.txt")
        .SelectMany(section => PipeCase.In(section.All))
        .Select(c => new TheoryDataRow<string, string>(c.Query, string.Join('\n', c.Table)));

    [Theory, MemberData(nameof(Cases))]
    public void AQueryGivesTheTable(string text, string table)
    {
        Assert.True(QueryParser.TryParse(text, QuerySyntaxTests.Now, out var query, out var error), error?.Render(text));

        Assert.Equal(table, string.Join('\n', TableText.Of(query, QuerySyntaxTests.Now)));
    }
}
