using LogAggregator.Collect.Docker;
using Xunit;

namespace LogAggregator.Tests.Collect.Docker;

public sealed class ContainerSituationTests
{
    const long Never = long.MaxValue;

    /// <summary>A container that runs, is known and followed, and of which nothing is due.</summary>
    static readonly ContainerSituation Quiet = new()
    {
        NowMs = 1_000,
        IsUp = true,
        RetryMs = 0,
        Follow = FollowState.Waiting,
        IsRunning = true,
        IsReadable = true,
        IsInspected = true,
        TailIsDear = false,
        IsRemoved = false,
        RemovalEndsMs = 0,
        EndIsUnread = false,
        WantsInspection = false,
        WantsCatchUp = false,
        WantsHistory = false,
        InspectMs = Never,
        ReopenMs = 0,
        JoinMs = Never,
        VerifyMs = Never,
        AuditMs = 60_000,
        FlushMs = Never,
    };

    [Fact]
    public void WhereNothingIsDueItSleepsUntilTheAudit()
    {
        Assert.Equal(ContainerStep.Sleep, Next(Quiet));
        Assert.Equal(60_000, Quiet.WakeMs);
        Assert.Equal(Never, (Quiet with { IsUp = false }).WakeMs);
        Assert.Equal(ContainerStep.Audit, Next(Quiet with { NowMs = 60_000 }));
    }

    [Fact]
    public void WhatHasComeIsTakenBeforeAnythingIsAudited() =>
        Assert.Equal(ContainerStep.Take, Next(Quiet with { Follow = FollowState.Ready, AuditMs = 0 }));

    [Fact]
    public void ALogIsOpenedBeforeTheContainerIsInspected() =>
        Assert.Equal(ContainerStep.Open, Next(Quiet with { Follow = FollowState.None, WantsInspection = true, IsInspected = false }));

    [Fact]
    public void WhileOthersOpenTheirLogsItIsInspected() =>
        Assert.Equal(ContainerStep.Inspect, (Quiet with { Follow = FollowState.None, WantsInspection = true }).Next(() => false, () => true));

    [Fact]
    public void TheLogOfARunThatHasEndedIsReadBeforeTheContainerIsInspected()
    {
        var ended = Quiet with { Follow = FollowState.None, IsRunning = false, WantsInspection = true, WantsCatchUp = true };
        Assert.Equal(ContainerStep.CatchUp, Next(ended with { EndIsUnread = true }));
        Assert.Equal(ContainerStep.Inspect, Next(ended));
        Assert.Equal(ContainerStep.Inspect, Next(ended with { EndIsUnread = true, IsInspected = false }));
    }

    [Fact]
    public void NothingIsAskedOfAnEngineThatIsAway()
    {
        var due = Quiet with { WantsInspection = true, WantsCatchUp = true, AuditMs = 0 };
        Assert.Equal(ContainerStep.Sleep, Next(due with { IsUp = false }));
        Assert.Equal(ContainerStep.Sleep, Next(due with { RetryMs = 2_000 }));
        Assert.Equal(2_000, (due with { RetryMs = 2_000 }).WakeMs);
    }

    [Fact]
    public void OfARemovedContainerOnlyWhatItsOpenLogGivesIsWanted()
    {
        var removed = Quiet with { IsRemoved = true, RemovalEndsMs = 6_000, WantsInspection = true, WantsCatchUp = true };
        Assert.Equal(ContainerStep.Sleep, Next(removed));
        Assert.Equal(6_000, removed.WakeMs);
        Assert.Equal(ContainerStep.Take, Next(removed with { Follow = FollowState.Ready }));
    }

    static ContainerStep Next(ContainerSituation situation) => situation.Next(() => true, () => true);
}
