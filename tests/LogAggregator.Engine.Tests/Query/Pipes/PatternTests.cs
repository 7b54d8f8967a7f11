using System;
using System.Collections.Generic;
using System.Linq;
using CsCheck;
using LogAggregator.Engine.Query.Pipes.Patterns;
using Xunit;

namespace LogAggregator.Engine.Tests.Query.Pipes;

public sealed class PatternTests
{
    const long Second = 1_000_000_000;

    public static IEnumerable<TheoryDataRow<string, string>> Cases =>
        CaseFile.Read("Query/Pipes/pattern-cases.txt").Select(c => new TheoryDataRow<string, string>(c[0], c[1]));

    [Theory, MemberData(nameof(Cases))]
    public void AMessageHasThePattern(string message, string pattern) =>
        Assert.Equal(pattern, MessagePattern.Of(message.Replace('⏎', '\n')));

    [Fact]
    public void AnyMessageHasAPatternWithoutDigits() => Gen.String.Sample(message =>
        Assert.False(MessagePattern.Of(message).AsSpan().ContainsAnyInRange('0', '9')));

    [Fact]
    public void ALongMessageIsJudgedByItsBeginning() =>
        Assert.Equal(new string('a', MessagePattern.MaxLength), MessagePattern.Of(new string('a', 100_000)));

    [Fact]
    public void ATrendCountsEveryTimeOnce() => Gen.Long[0, 1_000_000 * Second].Array[1, 200].Sample(times =>
    {
        var axis = new TrendAxis();
        var trends = new[] { axis.NewTrend(), axis.NewTrend() };
        for (var i = 0; i < times.Length; i++) axis.Add(trends[i % 2], times[i]);
        var counts = trends.Select(axis.CountsOf).ToArray();

        Assert.Equal(times.Length, counts.Sum(c => c.Sum()));
        Assert.InRange(counts[0].Length, 1, TrendAxis.MaxSteps);
        Assert.Equal(counts[0].Length, counts[1].Length);
    });

    [Fact]
    public void TimesNearEachOtherAreSecondsApart()
    {
        var axis = new TrendAxis();
        var trend = axis.NewTrend();
        foreach (var second in new long[] { 103, 100, 103 }) axis.Add(trend, second * Second);

        Assert.Equal([1, 0, 0, 2], axis.CountsOf(trend));
    }
}
