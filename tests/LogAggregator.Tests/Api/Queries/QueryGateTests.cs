using System;
using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Api.Queries;
using Xunit;

namespace LogAggregator.Tests.Api.Queries;

public sealed class QueryGateTests
{
    readonly QueryGate _gate = new();

    [Fact]
    public async Task WhoWaitsComesInByTheOrderOfArrival()
    {
        for (var i = 0; i < QueryGate.MaxRunning; i++) Assert.True(Enter().IsCompleted);
        Task first = Enter(), second = Enter();
        Assert.False(first.IsCompleted);
        _gate.Leave();
        await first;
        Assert.False(second.IsCompleted);
        _gate.Leave();
        await second;
    }

    [Fact]
    public async Task WhoGoesAwayGivesUpThePlace()
    {
        for (var i = 0; i < QueryGate.MaxRunning; i++) _ = Enter();
        using var gone = new CancellationTokenSource();
        Assert.True(_gate.TryEnter(out var first, gone.Token));
        var second = Enter();
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        _gate.Leave();
        await second;
    }

    [Fact]
    public void WhenTooManyWaitTheNextIsRefused()
    {
        for (var i = 0; i < QueryGate.MaxRunning + QueryGate.MaxWaiting; i++) _ = Enter();
        Assert.False(_gate.TryEnter(out _, CancellationToken.None));
    }

    [Fact]
    public void APlaceThatIsLeftIsFree()
    {
        for (var i = 0; i < 3 * QueryGate.MaxRunning; i++)
        {
            Assert.True(Enter().IsCompleted);
            _gate.Leave();
        }
    }

    Task Enter()
    {
        Assert.True(_gate.TryEnter(out var turn, CancellationToken.None));
        return turn;
    }
}
