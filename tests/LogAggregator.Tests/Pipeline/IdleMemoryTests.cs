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
        for (var look = 1; look < 5; look++) Assert.False(memory.ShouldCollect((200 + look) * MiB));
        Assert.True(memory.ShouldCollect(205 * MiB));
        Assert.False(memory.ShouldCollect(206 * MiB));
    }

    [Fact]
    public void APauseWithinABurstIsNoRest()
    {
        var memory = new IdleMemory(TimeProvider.System);
        for (var look = 0; look < 4; look++) Assert.False(memory.ShouldCollect(100 * MiB));
        Assert.False(memory.ShouldCollect(200 * MiB));
        for (var look = 0; look < 4; look++) Assert.False(memory.ShouldCollect(200 * MiB));
        Assert.True(memory.ShouldCollect(200 * MiB));
    }

    [Fact]
    public void ATrickleIsNoReason()
    {
        var memory = new IdleMemory(TimeProvider.System);
        Assert.False(memory.ShouldCollect(1 * MiB));
        Assert.False(memory.ShouldCollect(2 * MiB));
        for (var look = 3; look < 12; look++) Assert.False(memory.ShouldCollect(look * 2 * MiB));
    }
}
