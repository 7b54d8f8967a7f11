using System;
using CsCheck;
using LogAggregator.Engine.Query;
using LogAggregator.Engine.Query.Syntax;
using Xunit;

namespace LogAggregator.Engine.Tests.Query.Syntax;

public sealed class QueryRoundTripTests
{
    /// <summary>Pieces of which texts are made that are nearly queries.</summary>
    static readonly string[] Pieces =
    [
        "a", "user", ":", "=", "!", "-", "~", "\"", "\\", "(", ")", "|", ",", "*", " ", " ", " and ", " or ", " not ", "in(", "level:", "error", ">", "<", ">=", "5", "5ms", "since:", "until:",
        "2026-11-01", "T10:00Z", "stream:", "stderr", "id:", "is:gap", "is:lifecycle", "| stats ", "count()", "p95(a)", " by ", " as ", "5m", "| top ", "| sort ", " desc", "| where ", "| limit ", "| fields ", "| uniq ",
        "| patterns", "| extract ", "\"<x> <y>\"", " from ", "[", "{2,1}", "\n", "\0", "é", "\ud800", "message:", "timestamp:", "container:",
    ];

    [Fact]
    public void AQueryWrittenAndReadAgainIsTheSame() => AnyQuery.Query.Sample(AssertRoundTrip, iter: 4_000);

    [Fact]
    public void AnyTextIsAQueryOrHasAnErrorWithinIt() => Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]).Array[0, 25].Sample(
        pieces =>
        {
            var text = string.Concat(pieces);
            if (QueryParser.TryParse(text, QuerySyntaxTests.Now, out var query, out var error))
            {
                AssertRoundTrip(query);
            }
            else
            {
                Assert.InRange(error.Position, 1, text.Length + 1);
                Assert.Contains(error.Message, error.Render(text), StringComparison.Ordinal);
            }
        },
        iter: 10_000);

    static void AssertRoundTrip(LogQuery query)
    {
        var text = QueryPrinter.Print(query);
        Assert.True(QueryParser.TryParse(text, QuerySyntaxTests.Now, out var again, out var error), error?.Render(text));
        Assert.True(query.Equals(again), $"{text}\n{query}\n{again}");
    }
}
