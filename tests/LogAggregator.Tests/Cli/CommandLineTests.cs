using System;
using System.IO;
using LogAggregator.Cli;
using Xunit;

namespace LogAggregator.Tests.Cli;

public sealed class CommandLineTests
{
    [Fact]
    public void WithoutACommandItServes() => Assert.Equal(Command.Serve, CommandLine.Parse([]).Command);

    [Theory]
    [InlineData("healthcheck", 1)]
    [InlineData("--help", 2)]
    [InlineData("-h", 2)]
    [InlineData("--version", 3)]
    public void ACommandIsNamed(string argument, int expected) => Assert.Equal((Command)expected, CommandLine.Parse([argument]).Command);

    [Theory]
    [InlineData("--port", "8023")]
    [InlineData("--port=8023", null)]
    public void AFlagTakesItsValueAfterASpaceOrAnEqualsSign(string first, string? second)
    {
        var line = CommandLine.Parse(second is null ? [first] : [first, second]);
        Assert.Empty(line.Errors);
        Assert.Equal("8023", line.Flags["--port"]);
    }

    [Fact]
    public void AFlagMayStandBesideACommand()
    {
        var line = CommandLine.Parse(["healthcheck", "--port", "1"]);
        Assert.Equal((Command.HealthCheck, "1"), (line.Command, line.Flags["--port"]));
    }

    [Theory]
    [InlineData("query", 4, "level:error")]
    [InlineData("tail", 5, "-healthcheck")]
    [InlineData("query", 4, "help")]
    public void AQueryFollowsItsCommand(string command, int expected, string query)
    {
        var line = CommandLine.Parse([command, "--url", "http://a:1", query]);
        Assert.Empty(line.Errors);
        Assert.Equal(((Command)expected, query, "http://a:1"), (line.Command, line.Query, line.Flags["--url"]));
    }

    [Fact]
    public void AQueryWithoutQuotesIsNotTakenForItsFirstWord() =>
        Assert.Contains("in quotes", Assert.Single(CommandLine.Parse(["query", "two", "words"]).Errors), StringComparison.Ordinal);

    [Theory]
    [InlineData("--prot")]
    [InlineData("start")]
    [InlineData("--port")]
    public void WhatIsNotUnderstoodIsNamed(string argument) =>
        Assert.Contains(argument, Assert.Single(CommandLine.Parse([argument]).Errors), StringComparison.Ordinal);

    [Fact]
    public void TheDemoIsAFlagWithoutAValueAndForServingOnly()
    {
        var line = CommandLine.Parse(["--demo", "--port", "1"]);
        Assert.Empty(line.Errors);
        Assert.Equal((Command.Serve, true, "1"), (line.Command, line.Flags.ContainsKey("--demo"), line.Flags["--port"]));
        Assert.Contains("--demo", Assert.Single(CommandLine.Parse(["verify", "--demo"]).Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void TheHelpTextListsEverySetting() =>
        Assert.Equal(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Cli/help.txt")), HelpText.Write());
}
