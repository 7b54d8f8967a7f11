using System;
using LogAggregator.Api.Parameters;
using LogAggregator.Engine.Parsing;
using Xunit;

namespace LogAggregator.Tests.Api;

public sealed class TimeParameterTests
{
    static readonly DateTimeOffset Noon = ManualTime.AtNoon().GetUtcNow();

    [Theory]
    [InlineData("30s", "2025-11-11T11:59:30Z")]
    [InlineData("15m", "2025-11-11T11:45:00Z")]
    [InlineData("2h", "2025-11-11T10:00:00Z")]
    [InlineData("3d", "2025-11-08T12:00:00Z")]
    [InlineData("1w", "2025-11-04T12:00:00Z")]
    [InlineData("0m", "2025-11-11T12:00:00Z")]
    [InlineData("999999999999d", "1970-01-01T00:00:00Z")]
    [InlineData("2025-11-11T10:30:00Z", "2025-11-11T10:30:00Z")]
    [InlineData("2025-11-11T10:30:00.123456789Z", "2025-11-11T10:30:00.123456789Z")]
    [InlineData("2025-11-11T10:30:00+01:00", "2025-11-11T09:30:00Z")]
    [InlineData("2025-11-11T10:30:00 01:00", "2025-11-11T09:30:00Z")]
    [InlineData("2025-11-11T10:30:00-05:30", "2025-11-11T16:00:00Z")]
    [InlineData("2025-11-11 10:30:00", "2025-11-11T10:30:00Z")]
    [InlineData("2025-11-11T10:30", "2025-11-11T10:30:00Z")]
    [InlineData("2025-11-11", "2025-11-11T00:00:00Z")]
    public void ATimeIsReadInEveryForm(string text, string expected)
    {
        Assert.True(TimeParameter.TryParse(text, Noon, out var ns));
        Assert.Equal(expected, Timestamps.Format(ns));
    }

    [Theory]
    [InlineData("")]
    [InlineData("m")]
    [InlineData("1.5h")]
    [InlineData("15 m")]
    [InlineData("now")]
    [InlineData("11.11.2025")]
    [InlineData("2025-11-11T10:30:00+1")]
    public void WhatIsNoTimeIsRefused(string text) => Assert.False(TimeParameter.TryParse(text, Noon, out _));
}
