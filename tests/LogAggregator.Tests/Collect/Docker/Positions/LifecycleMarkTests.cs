using System;
using LogAggregator.Collect.Docker.Positions;
using Xunit;

namespace LogAggregator.Tests.Collect.Docker.Positions;

public sealed class LifecycleMarkTests
{
    [Theory]
    [InlineData(0, 0, false, false)]
    [InlineData(1_700_000_000_123_456_789, 0, true, false)]
    [InlineData(1_700_000_000_123_456_789, 1_700_000_001_000_000_000, false, true)]
    public void AMarkComesBackAsItWas(long startNs, long endNs, bool isExact, bool isHeard)
    {
        var mark = new LifecycleMark(startNs, endNs, isExact, isHeard);
        Assert.Equal(mark, LifecycleMark.Decode(mark.Encode()));
    }

    [Theory]
    [InlineData(null, null, 0)]
    [InlineData(true, "web", 1_700_000_001_000_000_000)]
    [InlineData(false, "wéb-ß", 1)]
    public void SoDoPausesAndNames(bool? isPaused, string? name, long changeNs)
    {
        var mark = new LifecycleMark(1, 0, true, false) { IsPaused = isPaused, Name = name, ChangeNs = changeNs };
        Assert.Equal(mark, LifecycleMark.Decode(mark.Encode()));
    }

    [Fact]
    public void AMarkOfTheFirstVersionKnowsNeitherPausesNorNames()
    {
        byte[] bytes = [1, 3, 1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0];
        Assert.Equal(new LifecycleMark(1, 2, true, true), LifecycleMark.Decode(bytes));
        for (var length = 0; length < bytes.Length; length++) Assert.Null(LifecycleMark.Decode(bytes.AsSpan(0, length)));
        Assert.Null(LifecycleMark.Decode([.. bytes, 0]));
    }

    [Fact]
    public void OtherBytesAreNoMark()
    {
        var bytes = new LifecycleMark(1, 2, true, true).Encode();
        for (var length = 0; length < bytes.Length; length++) Assert.Null(LifecycleMark.Decode(bytes.AsSpan(0, length)));
        bytes[0]++;
        Assert.Null(LifecycleMark.Decode(bytes));
    }
}
