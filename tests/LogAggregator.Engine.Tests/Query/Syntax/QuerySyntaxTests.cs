using System;
using System.Collections.Generic;
using System.Linq;
using LogAggregator.Engine.Query.Syntax;
using Xunit;

namespace LogAggregator.Engine.Tests.Query.Syntax;

public sealed class QuerySyntaxTests
{
    internal static readonly DateTimeOffset Now = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    public static IEnumerable<TheoryDataRow<string, string>> SyntaxCases => CasesOf("Query/Syntax/syntax-cases.txt");

    public static IEnumerable<TheoryDataRow<string, string>> ErrorCases => CasesOf("Query/Syntax/error-cases.txt");

    [Theory, MemberData(nameof(SyntaxCases))]
    public void AQueryMeansWhatTheTableSays(string text, string meaning)
    {
        Assert.True(QueryParser.TryParse(text, Now, out var query, out var error), error?.Render(text));
        Assert.Equal(meaning, QueryWords.Of(query));
    }

    [Theory, MemberData(nameof(SyntaxCases))]
    public void AQueryWrittenAndReadAgainIsTheSame(string text, string meaning)
    {
        QueryParser.TryParse(text, Now, out var query, out _);
        var written = QueryPrinter.Print(query!);

        Assert.True(QueryParser.TryParse(written, Now.AddHours(1), out var again, out var error), error?.Render(written));
        Assert.Equal(query, again);
        Assert.Equal(meaning, QueryWords.Of(again));
    }

    [Theory, MemberData(nameof(ErrorCases))]
    public void AnErrorNamesThePlaceAndWhatWasExpected(string text, string expected)
    {
        Assert.False(QueryParser.TryParse(text, Now, out var query, out var error));
        Assert.Null(query);
        Assert.Equal(expected, error.ToString());
    }

    [Fact]
    public void NoTextIsEveryRecord()
    {
        Assert.True(QueryParser.TryParse(null, Now, out var query, out _));
        Assert.Equal(Engine.Query.LogQuery.Everything, query);
    }

    [Fact]
    public void TheRenderedErrorPointsAtThePlace() => Assert.Equal(
        "level:eror timeout\n      ^ expected a level: trace, debug, info, warning, error or critical",
        ErrorOf("level:eror timeout").Render("level:eror timeout"));

    [Fact]
    public void TheRenderedErrorOfALongQueryShowsThePlaceOnly()
    {
        var text = new string('a', 500) + "( " + new string('b', 500);
        var lines = ErrorOf(text).Render(text).Split('\n');

        Assert.Equal('(', lines[0][lines[1].IndexOf('^', StringComparison.Ordinal)]);
        Assert.True(lines[0].Length <= 120);
    }

    [Fact]
    public void ControlCharactersDoNotMoveTheCaret()
    {
        const string Text = "\"a\tb\nc\" level:x";
        var lines = ErrorOf(Text).Render(Text).Split('\n');

        Assert.Equal(2, lines.Length);
        Assert.Equal('x', lines[0][lines[1].IndexOf('^', StringComparison.Ordinal)]);
    }

    [Fact]
    public void ParenthesesGoSixtyFourDeepAndNoDeeper()
    {
        Assert.True(QueryParser.TryParse(Nested(64), Now, out _, out _));
        Assert.Equal(65, ErrorOf(Nested(65)).Position);
        Assert.Equal(65, ErrorOf(new string('-', 100_00) + "a").Position);

        static string Nested(int depth) => new string('(', depth) + "a" + new string(')', depth);
    }

    [Fact]
    public void AQueryThatIsTooLongIsRefused()
    {
        Assert.True(QueryParser.TryParse(new string('a', QueryParser.MaxLength), Now, out _, out _));
        Assert.Equal(QueryParser.MaxLength + 1, ErrorOf(new string('a', QueryParser.MaxLength + 1)).Position);
    }

    [Fact]
    public void MoreThanThirtyTwoPipesAreRefused()
    {
        Assert.True(QueryParser.TryParse(Pipes(32), Now, out _, out _));
        Assert.Contains("32 pipes", ErrorOf(Pipes(33)).Message, StringComparison.Ordinal);

        static string Pipes(int count) => string.Concat(Enumerable.Repeat("| limit 5 ", count));
    }

    static QueryError ErrorOf(string text)
    {
        Assert.False(QueryParser.TryParse(text, Now, out _, out var error));
        return error;
    }

    static IEnumerable<TheoryDataRow<string, string>> CasesOf(string path) => DocumentedCases.Read(path)
        .SelectMany(section => section.All)
        .Where(line => line.Length > 0)
        .Select(line => line.Split('⇶', StringSplitOptions.TrimEntries))
        .Select(columns => new TheoryDataRow<string, string>(columns[0], columns[1]));
}
