using System;
using LogAggregator.Collect.Docker.Engine;
using Xunit;

namespace LogAggregator.Tests.Collect.Docker.Engine;

public sealed class ApiVersionsTests
{
    [Theory]
    [InlineData("1.41", "1.12", "1.41")]
    [InlineData("1.45", "1.24", "1.45")]
    [InlineData("1.54", "1.40", "1.47")]
    [InlineData("1.54", "1.44", "1.47")]
    [InlineData("1.60", "1.50", "1.50")]
    [InlineData("1.41", null, "1.41")]
    public void TheLowerOfBothIsSpokenButNotUnderTheEnginesMinimum(string engine, string? oldest, string expected)
    {
        Assert.True(ApiVersions.TryAgree(Version.Parse(engine), oldest is null ? null : Version.Parse(oldest), out var agreed));
        Assert.Equal(Version.Parse(expected), agreed);
    }

    [Fact]
    public void AnEngineThatIsTooOldIsRefused() => Assert.False(ApiVersions.TryAgree(new Version(1, 38), null, out _));
}
