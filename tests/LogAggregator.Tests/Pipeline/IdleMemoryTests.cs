using System;
using LogAggregator.Pipeline;
using Xunit;

namespace LogAggregator.Tests.Pipeline;

public class IdleMemoryTests
{
    const long MiB = 1024 * 1024;

    [Fact]
    public void CollectsOnceWhenABurstIsOver()
    {
        var memory = new IdleMemory(TimeProvider.System);
        Assert.False(memory.ShouldCollect(100 * MiB));
        Assert.False(memory.ShouldCollect(200 * MiB));
        Assert.True(memory.ShouldCollect(201 * MiB));
        Assert.False(memory.ShouldCollect(202 * MiB));
    }

    [Fact]
    public void ATrickleIsNoReason()
    {
        var memory = new IdleMemory(TimeProvider.System);
        Assert.False(memory.ShouldCollect(1 * MiB));
        Assert.False(memory.ShouldCollect(2 * MiB));
        Assert.False(memory.ShouldCollect(9 * MiB));
    }
}
