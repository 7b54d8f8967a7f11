using System;
using System.Linq;
using LogAggregator.Engine.Storage.Compacting;
using LogAggregator.Engine.Storage.Segments;
using Xunit;

namespace LogAggregator.Engine.Tests.Storage.Compacting;

public sealed class CompactionChoiceTests
{
    const long Hour = 3_600_000_000_000;
    static readonly CompactionLimits Limits = new(100, 1_000, 24 * Hour);

    [Theory]
    [InlineData("", "")]
    [InlineData("10 10 10", "")]
    [InlineData("10 10 10 10", "0 4")]
    [InlineData("50 10 10 10 10", "1 4")]
    [InlineData("40 10 10 10 10", "0 5")]
    [InlineData("40 10 10 10 10 10", "0 6")]
    [InlineData("10 10 10 40", "")]
    [InlineData("10 10 10 10 90", "0 4")]
    [InlineData("90 10 10 10 10", "1 4")]
    [InlineData("30 30 30 30 30", "")]
    [InlineData("20 20 20 20 20 20", "0 5")]
    [InlineData("10 10 -10 10 10 10 10", "3 4")]
    [InlineData("10 10 10 -10 10 10 10", "")]
    public void NeighboursOfAboutOneSizeBecomeOne(string lineBytes, string expected)
    {
        var facts = lineBytes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)
            .Select((bytes, i) => new CompactionFacts(NameOf(i), Math.Abs(bytes), 1, i * Hour, (i + 1) * Hour, bytes > 0)).ToArray();
        var (start, count) = CompactionChoice.Choose(facts, Limits).GetOffsetAndLength(facts.Length);
        Assert.Equal(expected, count == 0 ? "" : $"{start} {count}");
    }

    [Fact]
    public void QuietHoursBecomeADay()
    {
        var facts = Enumerable.Range(0, 30).Select(i => new CompactionFacts(NameOf(i), 1, 1, i * Hour, (i + 1) * Hour, true)).ToArray();
        Assert.Equal(0..24, CompactionChoice.Choose(facts, Limits));
    }

    [Fact]
    public void FilesStaySmallWhereRetentionIsByBytes() =>
        Assert.Equal(0..5, CompactionChoice.Choose([.. Enumerable.Range(0, 30).Select(i => new CompactionFacts(NameOf(i), 1, 10, 0, 1, true))], Limits with { MaxFileBytes = 50 }));

    [Theory]
    [InlineData("1 2 3 5 6 7 8", "3 4")]
    [InlineData("1 2 3 5 6 7", "")]
    [InlineData("1 2 4 5 6 7 3", "2 4")]
    [InlineData("4 5 6 3", "")]
    public void NothingIsMadeOneAcrossAMissingNumber(string numbers, string expected)
    {
        var facts = numbers.Split(' ').Select(ulong.Parse).Select(number => new CompactionFacts(SegmentName.OfGeneration(number), 1, 1, 0, 1, true)).ToArray();
        var (start, count) = CompactionChoice.Choose(facts, Limits).GetOffsetAndLength(facts.Length);
        Assert.Equal(expected, count == 0 ? "" : $"{start} {count}");
    }

    [Theory]
    [InlineData(null, 24)]
    [InlineData(30.0, 24)]
    [InlineData(10.0, 12)]
    [InlineData(0.1, 1)]
    public void ASegmentIsAShareOfWhatRetentionKeeps(double? days, int hours)
    {
        var options = StoreFixture.Options with { RetentionDays = days };
        Assert.Equal(hours * Hour, CompactionLimits.Of(options).MaxSpanNs);
    }

    static SegmentName NameOf(int i) => SegmentName.OfGeneration((ulong)i + 1);
}
