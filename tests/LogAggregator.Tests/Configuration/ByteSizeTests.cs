using LogAggregator.Configuration;
using Xunit;

namespace LogAggregator.Tests.Configuration;

public sealed class ByteSizeTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("1048576", 1 << 20)]
    [InlineData("1b", 1)]
    [InlineData("1KB", 1000)]
    [InlineData("1KiB", 1024)]
    [InlineData("1.5 GiB", 3L << 29)]
    [InlineData("2tb", 2_000_000_000_000)]
    public void ASizeIsReadInItsUnit(string text, long expected)
    {
        Assert.True(ByteSize.TryParse(text, out var bytes));
        Assert.Equal(expected, bytes);
    }

    [Theory]
    [InlineData("")]
    [InlineData("GiB")]
    [InlineData("-1KB")]
    [InlineData("1 XB")]
    [InlineData("9999999999TiB")]
    public void WhatIsNoSizeIsRefused(string text) => Assert.False(ByteSize.TryParse(text, out _));

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(1023, "1023 B")]
    [InlineData(1536, "1.5 KiB")]
    [InlineData(1L << 40, "1 TiB")]
    public void ASizeIsShownInTheUnitThatFits(long bytes, string expected) => Assert.Equal(expected, ByteSize.Format(bytes));
}
