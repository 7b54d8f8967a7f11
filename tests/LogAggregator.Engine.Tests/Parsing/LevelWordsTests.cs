using System;
using System.Text;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Parsing;
using Xunit;

namespace LogAggregator.Engine.Tests.Parsing;

public sealed class LevelWordsTests
{
    [Theory]
    [InlineData("TRACE", Level.Trace)]
    [InlineData("verbose", Level.Trace)]
    [InlineData("Debug", Level.Debug)]
    [InlineData("D3", Level.Debug)]
    [InlineData("info", Level.Info)]
    [InlineData("INFO ", Level.Info)]
    [InlineData("INFO+2", Level.Info)]
    [InlineData("Informational", Level.Info)]
    [InlineData("NOTICE", Level.Info)]
    [InlineData("wArN", Level.Warning)]
    [InlineData("WARNING", Level.Warning)]
    [InlineData("E", Level.Error)]
    [InlineData("SEVERE", Level.Error)]
    [InlineData("FATAL", Level.Critical)]
    [InlineData("emergency", Level.Critical)]
    [InlineData("ALERT", Level.Critical)]
    [InlineData("PANIC", Level.Critical)]
    public void AUsualWordIsALevel(string word, Level expected)
    {
        Assert.True(LevelWords.TryParse(Encoding.UTF8.GetBytes(word), out var level));
        Assert.Equal(expected, level);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("errors")]
    [InlineData("informal")]
    [InlineData("30")]
    [InlineData("x")]
    [InlineData("[NFO")]
    [InlineData("ＩＮＦＯ")]
    [InlineData("INFORMATIONALLY")]
    public void AnythingElseIsNot(string word) => Assert.False(LevelWords.TryParse(Encoding.UTF8.GetBytes(word), out _));

    [Fact]
    public void TheNamesAreWordsToo()
    {
        foreach (var level in Enum.GetValues<Level>())
        {
            Assert.Equal(LevelWords.Name(level), Encoding.ASCII.GetString(LevelWords.NameUtf8(level)));
            Assert.True(LevelWords.TryParse(LevelWords.NameUtf8(level), out var read));
            Assert.Equal(level, read);
        }
    }
}
