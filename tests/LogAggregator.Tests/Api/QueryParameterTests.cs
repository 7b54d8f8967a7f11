using System;
using LogAggregator.Api.Parameters;
using LogAggregator.Engine.Query.Ast;
using Xunit;

namespace LogAggregator.Tests.Api;

public sealed class QueryParameterTests
{
    static readonly DateTimeOffset Now = new(2025, 11, 11, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void WhereIsPartOfTheFilter()
    {
        Assert.True(QueryParameter.TryParseFilter("a | where b", Now, out var filter, out _));
        Assert.Equal(new And([new TextContains("a"), new TextContains("b")]), filter);
    }

    [Theory]
    [InlineData("a | limit 5", "limits the records")]
    [InlineData("a | sort by level", "needs all records first")]
    [InlineData("| stats count() by level", "makes a table and needs all records first")]
    [InlineData("| where a | fields level", "makes a table")]
    [InlineData("| extract \"<x>\"", "adds columns")]
    public void APipeThatHasNoPlaceIsRefusedWithASentence(string text, string expected)
    {
        Assert.False(QueryParameter.TryParseFilter(text, Now, out _, out var error));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Contains("GET /logs/query", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnErrorHasItsPlaceAndWhatWasExpected()
    {
        Assert.False(QueryParameter.TryParseFilter("ab \"open", Now, out _, out var error));
        Assert.Equal(4, error.Position);
        Assert.Contains("expected a closing", error.Message, StringComparison.Ordinal);
    }
}
