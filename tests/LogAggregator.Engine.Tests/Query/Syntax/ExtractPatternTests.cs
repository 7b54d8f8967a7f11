using System;
using System.Linq;
using CsCheck;
using LogAggregator.Engine.Query.Syntax;
using Xunit;

namespace LogAggregator.Engine.Tests.Query.Syntax;

public sealed class ExtractPatternTests
{
    [Theory]
    [InlineData("user <u> from <ip> port", "login user bob from 10.0.0.1 port 22", "bob|10.0.0.1")]
    [InlineData("<a>=<b>", "x=y=z", "x|y=z")]
    [InlineData("<a>=<b>;", "x=y;z", "x|y")]
    [InlineData("a<x>", "aaa", "aa")]
    [InlineData("<x>a", "aaa", "")]
    [InlineData("[<_>] <x>", "[skip] rest\nnext line", "skip|rest")]
    [InlineData("<x> end", "no such", null)]
    [InlineData("User <u>", "user bob", null)]
    [InlineData("\\<b><x>\\</b>", "<b>bold</b>", "bold")]
    [InlineData("a < b <x>", "a < b c", "c")]
    public void AHoleReachesToTheTextBehindIt(string pattern, string text, string? expected)
    {
        Assert.True(ExtractPattern.TryParse(pattern, out var parsed, out var message), message);
        var ranges = new Range[parsed.Holes.Length];

        var found = parsed.TryMatch(text, ranges) ? string.Join('|', ranges.Select(range => text[range])) : null;
        Assert.Equal(expected, found);
    }

    [Fact]
    public void MatchingNeverFails() => Gen.Select(Gen.String[Gen.Char["a<>x\\ _"], 0, 12], Gen.String[Gen.Char["ax \n<>"], 0, 20]).Sample((pattern, text) =>
    {
        if (ExtractPattern.TryParse(pattern, out var parsed, out _)) parsed.TryMatch(text, new Range[parsed.Holes.Length]);
    });
}
