using System;
using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Collect.Docker.Engine;

namespace LogAggregator.Collect.Docker.Reading;

/// <summary>Knows which reads of a container's log are wanted, and how much each takes.</summary>
sealed class CatchUpDesk(IDockerEngine engine, string id, LogIntake intake, GateTurn turn, CollectorContext context)
{
    long? _tail;
    bool _tailIsChosen;

    /// <summary>The log shall be read to its end.</summary>
    public bool IsWanted { get; set; }

    /// <summary>The container was there before the service: some of its history is wanted, and only that.</summary>
    public bool WantsHistory { get; set; }

    /// <summary>Read from its end the log gives nothing, at the last audit: on some engines for ever after it was emptied by hand.</summary>
    public bool WholeOnly { get; set; }

    /// <summary>Small reads beside a followed log wait for nobody; all others take turns.</summary>
    public bool MayRun(FollowedLog? follow, ContainerState state)
    {
        var needsTurn = WantsHistory || follow is null || Tail(state) is null or > LogRequest.SmallTail;
        return !needsTurn || turn.TryEnter();
    }

    /// <param name="state">The container as it is known.</param>
    /// <param name="bornNs">When it may have printed first.</param>
    /// <param name="openedNs">When this process opened the log first, ns; 0 if it did not.</param>
    /// <param name="commit">Stores what was taken.</param>
    /// <param name="stopping">Ends it between two commits.</param>
    public async Task<(CatchUp Read, CatchUpOutcome Outcome)> RunAsync(
        ContainerState state, long bornNs, long openedNs, Func<ValueTask> commit, CancellationToken stopping)
    {
        context.Metrics.CatchUps.Increment();
        // A part of the history is stored: it is gone on with as with any log, not read again from its start.
        if (WantsHistory && intake.Ledger.HasAnchors) (WantsHistory, IsWanted) = (false, true);
        try
        {
            var read = Create(state, bornNs, openedNs, commit);
            var outcome = WantsHistory
                ? await read.ReadHistoryAsync(context.Options.Tail, stopping)
                : await read.RunAsync(Tail(state), turn.IsHeld, stopping);
            (_tailIsChosen, _tail) = (outcome.Kind == CatchUpEnd.NeedsTurn, outcome.Tail);
            if (outcome.Kind == CatchUpEnd.Complete) (IsWanted, WantsHistory) = (false, false);
            return (read, outcome);
        }
        finally
        {
            turn.Leave();
        }
    }

    long? Tail(ContainerState state)
    {
        if (WholeOnly) return null;
        return _tailIsChosen ? _tail : Create(state, 0, 0, static () => ValueTask.CompletedTask).Plan();
    }

    CatchUp Create(ContainerState state, long bornNs, long openedNs, Func<ValueTask> commit) => new(
        new LogPasses(engine, id, state.Details?.Terminal, intake, state.Retention, commit, context.Time), intake, commit)
    {
        Retention = state.Retention,
        NowNs = context.NowNs,
        OpenedNs = openedNs,
        BornNs = bornNs,
    };
}
