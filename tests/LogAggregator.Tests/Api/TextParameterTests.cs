using LogAggregator.Api.Parameters;
using LogAggregator.Engine.Query.Ast;
using Xunit;

namespace LogAggregator.Tests.Api;

public sealed class TextParameterTests
{
    [Theory]
    [InlineData("timeout", "timeout")]
    [InlineData("  two  words ", "two&words")]
    [InlineData("\"connection refused\"", "'connection refused'")]
    [InlineData("db \"connection refused\" x", "db&'connection refused'&x")]
    [InlineData("a\"b\"c", "a&'b'&c")]
    [InlineData("\"say \\\"no\\\"\"", "'say \"no\"'")]
    [InlineData("\"C:\\\\temp\"", "'C:\\temp'")]
    public void WordsAreSoughtAloneAndQuotedOnesTogether(string text, string expected)
    {
        Assert.True(TextParameter.TryParse(text, out var filter, out _));
        Assert.Equal(expected, Show(filter));
    }

    [Theory]
    [InlineData("\"open", "position 1")]
    [InlineData("ab \"open", "position 4")]
    [InlineData("\"\"", "empty")]
    [InlineData("\" \"", "empty")]
    public void ABadPhraseIsToldWithItsPlace(string text, string expected)
    {
        Assert.False(TextParameter.TryParse(text, out _, out var error));
        Assert.Contains(expected, error, System.StringComparison.Ordinal);
    }

    static string Show(Filter filter) => filter switch
    {
        And and => string.Join('&', System.Linq.Enumerable.Select(and.Filters, Show)),
        TextContains text => text.Text,
        Phrase phrase => $"'{phrase.Text}'",
        _ => filter.ToString(),
    };
}
