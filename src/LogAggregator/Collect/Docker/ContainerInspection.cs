using System;
using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Collect.Docker.Engine;
using LogAggregator.Collect.Docker.Lines;
using LogAggregator.Collect.Docker.Reading;

namespace LogAggregator.Collect.Docker;

/// <summary>Keeps what is known of a container, and asks the engine when that may no longer be true.</summary>
sealed class ContainerInspection(
    IDockerEngine engine,
    EngineLink link,
    CollectorContext context,
    ContainerState state,
    LogIntake intake,
    LogFollowing following,
    ContainerRuns runs,
    CatchUpDesk desk)
{
    readonly ContainerReport _report = new(engine.Endpoint, context);

    public ContainerState State { get; private set; } = state;

    public ContainerReport Report => _report;

    /// <summary>It shall be inspected at once.</summary>
    public bool IsWanted { get; set; } = true;

    /// <summary>It is inspected then even if nobody wants it. ms of our steady clock.</summary>
    public long DueMs { get; private set; } = long.MaxValue;

    /// <summary>Number of the engine's connection in which it was inspected last: what happened between two may not have been heard.</summary>
    public int Session { get; private set; }

    /// <summary>A start was heard of.</summary>
    public void BeginRun(long startedNs)
    {
        IsWanted = true;
        // Heard late: that run is over.
        if (startedNs < State.Details?.FinishedNs) return;
        if (intake.StartedNs == 0) intake.StartedNs = startedNs;
        State = State with { State = "running" };
        intake.Drained = false;
        runs.Began(startedNs, link.Session);
        following.Reopen.Started();
    }

    /// <summary>The engine refuses to give the log out.</summary>
    public void NoteUnreadable()
    {
        State = State with { Retention = State.Retention with { IsReadable = false } };
        _report.Show(State);
    }

    /// <summary>False if the engine has no such container.</summary>
    /// <param name="seen">Called when the state is new.</param>
    /// <param name="commit">Stores what was taken.</param>
    /// <param name="stopping">Ends it.</param>
    public async Task<bool> RunAsync(Action seen, Func<ValueTask> commit, CancellationToken stopping)
    {
        (IsWanted, DueMs, Session) = (false, long.MaxValue, link.Session);
        if (await engine.InspectAsync(State.Identity.Id, stopping) is not { } details) return false;
        var sameRun = details.StartedNs == intake.StartedNs;
        var isKnown = intake.HasPosition && sameRun && !runs.IsReadSomehow;
        if (runs.Inspected(details, sameRun)) intake.EndRun();
        Apply(State.With(details, link.ApiVersion), details);
        seen();
        // From now on the run is known to have been seen, even if it prints nothing.
        if (!isKnown && !desk.WantsHistory) await commit();
        return true;
    }

    void Apply(ContainerState now, ContainerDetails details)
    {
        if (now.Identity != State.Identity) intake.Sources = new SourceTable(now.Identity);
        State = now;
        if (desk.WantsHistory && details.StartedNs == 0) (desk.WantsHistory, intake.FromBeginning) = (false, true);
        if (!now.Retention.Rotates) following.Trust();
        if (details.StartedNs != intake.StartedNs) (intake.StartedNs, intake.Drained) = (details.StartedNs, false);
        if (now.State == "restarting") DueMs = following.Reopen.NextLook(context.NowMs);
        if (!now.IsRunning && !intake.Drained && !runs.EndIsRead && details.StartedNs > 0) desk.IsWanted = true;
        if (!now.Retention.IsReadable) (desk.IsWanted, desk.WantsHistory) = (false, false);
        _report.Show(now);
    }
}
