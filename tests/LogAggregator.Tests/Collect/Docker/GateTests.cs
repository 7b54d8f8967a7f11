using LogAggregator.Collect.Docker;
using Xunit;

namespace LogAggregator.Tests.Collect.Docker;

public sealed class GateTests
{
    [Fact]
    public void WhoWaitsNoLongerIsPassedOver()
    {
        var gate = new Gate(1);
        var (first, second, third) = (new GateTurn(gate, new Signal()), new GateTurn(gate, new Signal()), new GateTurn(gate, new Signal()));
        Assert.True(first.TryEnter());
        Assert.False(second.TryEnter());
        Assert.False(third.TryEnter());
        second.Leave();
        first.Leave();
        Assert.False(second.IsHeld);
        Assert.True(third.IsHeld);
        third.Leave();
        Assert.True(second.TryEnter());
    }
}
