using System;
using System.Text;
using CsCheck;
using LogAggregator.Collect.Docker.Engine;
using Xunit;

namespace LogAggregator.Tests.Collect.Docker.Engine;

public sealed class DockerTimestampTests
{
    [Theory]
    [InlineData("2026-11-22T15:34:17.290610125Z text", 1_795_361_657_290_610_125, 30)]
    [InlineData("1970-01-01T00:00:00.000000000Z", 0, 30)]
    [InlineData("1970-01-01T00:00:00Z", 0, 20)]
    [InlineData("2026-11-22T15:34:17.5Z", 1_795_361_657_500_000_000, 22)]
    [InlineData("2026-11-22T17:34:17.290610125+02:00 text", 1_795_361_657_290_610_125, 35)]
    [InlineData("2026-11-22T10:04:17.29-05:30", 1_795_361_657_290_000_000, 28)]
    [InlineData("2024-02-29T00:00:00.1234567891234Z", 1_709_164_800_123_456_789, 34)]
    [InlineData("2261-12-31T23:59:59.999999999Z", 9_214_646_399_999_999_999, 30)]
    public void ATimeIsReadToTheNanosecond(string text, long timestampNs, int length)
    {
        Assert.True(DockerTimestamp.TryParse(Encoding.UTF8.GetBytes(text), out var actualNs, out var actualLength));
        Assert.Equal((timestampNs, length), (actualNs, actualLength));
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello, this is a line of plain text, no time")]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("2026-02-29T00:00:00.000000000Z")]
    [InlineData("2026-13-01T00:00:00.000000000Z")]
    [InlineData("2026-00-01T00:00:00.000000000Z")]
    [InlineData("2026-01-00T00:00:00.000000000Z")]
    [InlineData("2026-01-01T24:00:00.000000000Z")]
    [InlineData("2026-01-01T00:60:00.000000000Z")]
    [InlineData("2026-01-01T00:00:60.000000000Z")]
    [InlineData("2026-01-01 00:00:00.000000000Z")]
    [InlineData("2026-01-01T00:00:00.00000000xZ")]
    [InlineData("2026-01-01T00:00:00")]
    [InlineData("2026-01-01T00:00:00.123")]
    [InlineData("2026-01-01T00:00:00+0200")]
    [InlineData("2262-01-01T00:00:00Z")]
    public void WhatIsNoTimeIsRefused(string text)
        => Assert.False(DockerTimestamp.TryParse(Encoding.UTF8.GetBytes(text), out _, out _));

    [Fact]
    public void EveryTimeComesBack()
        => Gen.Long[0, 9_214_646_399_999_999_999].Sample(timestampNs =>
        {
            var time = DateTimeOffset.FromUnixTimeSeconds(timestampNs / 1_000_000_000);
            var text = $"{time:yyyy-MM-ddTHH:mm:ss}.{timestampNs % 1_000_000_000:D9}Z";
            return DockerTimestamp.TryParse(Encoding.UTF8.GetBytes(text), out var actualNs, out var length)
                && actualNs == timestampNs && length == text.Length;
        });

    [Fact]
    public void NoPrefixOfATimeIsATime()
    {
        var text = Encoding.UTF8.GetBytes("2026-11-22T15:34:17.290610125Z");
        for (var length = 0; length < text.Length; length++)
            Assert.False(DockerTimestamp.TryParse(text.AsSpan(0, length), out _, out _));
    }

    [Fact]
    public void GarbageNeverThrows()
        => Gen.Char["2019-T:.Z+x"].Array[0, 40].Sample(characters =>
            !DockerTimestamp.TryParse(Encoding.UTF8.GetBytes(characters), out _, out var length) || length <= characters.Length);
}
