using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Collect.Docker.Reading;

namespace LogAggregator.Collect.Docker;

/// <summary>The end of a container that is gone: what is still to come of its open log is waited for, and it is said where lines may be missing.</summary>
sealed class ContainerRemoval(LogIntake intake, LogFollowing following, ContainerRuns runs, CollectorContext context)
{
    const int GraceMs = 5_000;

    long _knownMs;
    bool _judged;

    /// <summary>It is gone.</summary>
    public bool IsKnown { get; private set; }

    /// <summary>An open log is closed then. ms of our steady clock.</summary>
    public long GraceEndsMs => _knownMs + GraceMs;

    public void Note()
    {
        if (!IsKnown) (IsKnown, _knownMs) = (true, context.NowMs);
    }

    /// <summary>True if nothing more comes of its log.</summary>
    public bool IsLogOver()
    {
        if (following.State == FollowState.Waiting && context.NowMs >= GraceEndsMs) following.Log!.Close();
        return following.State is FollowState.None or FollowState.Ended;
    }

    /// <summary>Stores what is left, and removes the position. May be tried again.</summary>
    /// <exception cref="System.IO.IOException">The store does not take it.</exception>
    public async Task FinishAsync(ContainerState state, CancellationToken grace)
    {
        if (!_judged) Judge(state);
        _judged = true;
        await intake.CommitRemovalAsync(grace);
    }

    void Judge(ContainerState state)
    {
        if (runs.IsReadSomehow) intake.EndRun();
        intake.FlushAll();
        var seen = runs.Seen(runs.BornNs(state.Details, intake.StartedNs), following.OpenedNs);
        if (Removal.Doubt(intake, state, seen, context.NowNs) is not { } gap) return;
        intake.AddGap(gap);
        CollectorLog.Gap(context.Logger, gap.Sentence(state.Identity.Name));
    }
}
