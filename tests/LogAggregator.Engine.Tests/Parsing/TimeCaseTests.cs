using System;
using System.Text;
using LogAggregator.Engine.Parsing;
using Xunit;

namespace LogAggregator.Engine.Tests.Parsing;

public sealed class TimeCaseTests
{
    const long DayNs = 86_400_000_000_000;

    public static TheoryData<string, string> Cases => CaseFile.Load("times.txt");

    [Theory]
    [MemberData(nameof(Cases))]
    public void ALineHasTheTimeThatItSays(string expected, string line)
    {
        var parsed = new LineParser().Parse(CaseFile.Bytes(line));

        Assert.Equal(expected, parsed.TimestampNs is { } ns ? Timestamps.Format(ns) : "-");
    }

    [Theory]
    [InlineData(0, "1970-01-01T00:00:00Z")]
    [InlineData(1, "1970-01-01T00:00:00.000000001Z")]
    [InlineData(1_000, "1970-01-01T00:00:00.000001Z")]
    [InlineData(1_000_000, "1970-01-01T00:00:00.001Z")]
    [InlineData(1_500_000_000, "1970-01-01T00:00:01.500Z")]
    [InlineData(-1, "1969-12-31T23:59:59.999999999Z")]
    [InlineData(1_709_251_199_000_000_000, "2024-02-29T23:59:59Z")]
    [InlineData(long.MaxValue, "2262-04-11T23:47:16.854775807Z")]
    [InlineData(long.MinValue, "1677-09-21T00:12:43.145224192Z")]
    public void ATimeIsShownWithAsFewDigitsAsItNeeds(long ns, string expected) => Assert.Equal(expected, Timestamps.Format(ns));

    [Fact]
    public void EveryDayOfFourCenturiesIsReadAsItWasWritten()
    {
        Span<byte> text = stackalloc byte[Timestamps.MaxLength];
        for (var day = new DateTime(1900, 1, 1, 12, 34, 56, DateTimeKind.Utc); day.Year < 2261; day = day.AddDays(1))
        {
            var ns = (day - DateTime.UnixEpoch).Ticks * 100;
            var length = Timestamps.Format(ns, text);
            Assert.True(Timestamps.TryParseIso(text[..length], out var read));
            Assert.Equal(ns, read);
            Assert.True(text.StartsWith(Encoding.ASCII.GetBytes(day.ToString("yyyy-MM-ddTHH:mm:ss", System.Globalization.CultureInfo.InvariantCulture))));
        }
    }

    [Theory]
    [InlineData("2025-11-11", true)]
    [InlineData("2025-11-11T10:30", true)]
    [InlineData("2025-11-11t10:30:00z", true)]
    [InlineData("2025-11-11T10:30:00+14", true)]
    [InlineData("2025-11-11T10:30:00Z ", false)]
    [InlineData(" 2025-11-11T10:30:00Z", false)]
    [InlineData("2025-11-11T10:30:00+25:00", false)]
    [InlineData("2025-11-11T10:30:00Z trailing", false)]
    [InlineData("11/11/2025", false)]
    [InlineData("now", false)]
    [InlineData("", false)]
    [InlineData("２０２５-11-11", false)]
    public void OnlyAWholeTextIsAnIsoTime(string text, bool expected) => Assert.Equal(expected, Timestamps.TryParseIso(text.AsSpan(), out _));

    [Theory]
    [InlineData(null, 0)]
    [InlineData(-1L, 0)]
    [InlineData(DayNs + 1, 0)]
    [InlineData(DayNs, DayNs)]
    [InlineData(-(DayNs * 365), -(DayNs * 365))]
    public void TheLinesTimeCountsUnlessItIsMissingNegativeOrADayAhead(long? beforeObserved, long expected)
    {
        const long observed = 1000 * DayNs;
        var line = beforeObserved == -1 ? -1 : observed + beforeObserved;

        Assert.Equal(observed + expected, EventTime.Choose(line, observed));
    }
}
