using System.Text;
using LogAggregator.Engine.Rendering;
using Xunit;

namespace LogAggregator.Engine.Tests.Rendering;

public sealed class Iso8601Tests
{
    [Theory]
    [InlineData(0, "1970-01-01T00:00:00Z")]
    [InlineData(1_762_857_000_000_000_000, "2025-11-11T10:30:00Z")]
    [InlineData(1_762_857_000_120_000_000, "2025-11-11T10:30:00.120Z")]
    [InlineData(1_762_857_000_000_001_000, "2025-11-11T10:30:00.000001Z")]
    [InlineData(1_762_857_000_123_456_789, "2025-11-11T10:30:00.123456789Z")]
    [InlineData(1, "1970-01-01T00:00:00.000000001Z")]
    [InlineData(951_782_399_999_999_999, "2000-02-28T23:59:59.999999999Z")]
    [InlineData(long.MaxValue, "2262-04-11T23:47:16.854775807Z")]
    public void ATimeHasAsFewDigitsAsItNeeds(long ns, string expected)
    {
        var text = new byte[Iso8601.MaxLength];

        Assert.Equal(expected, Encoding.ASCII.GetString(text, 0, Iso8601.Format(ns, text)));
    }
}
