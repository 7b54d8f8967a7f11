using System;
using System.Collections.Generic;
using LogAggregator.Collect.Docker.Engine;
using LogAggregator.Collect.Docker.Lines;
using LogAggregator.Collect.Docker.Positions;

namespace LogAggregator.Collect.Docker.Runs;

/// <summary>
/// Finds what happened to a container and is not recorded yet, from the events and from what inspecting tells. One run is one: its start as inspected
/// is not later than the event of it, which is not later than the event of its end, which is before the next start; the engine does all that
/// under one lock. A start that is told with two times is therefore the same, unless an end lies between. Pauses and renames are
/// <see cref="ChangeTeller"/>'s. No clock, no requests.
/// </summary>
sealed class RunTeller(LifecycleMark mark)
{
    /// <summary>From a start to its event, where nothing else tells whether they belong together.</summary>
    const long SameNs = 1_000_000_000;

    readonly List<ToldRun> _told = [];

    /// <summary>What is recorded, with all of <see cref="Told"/>.</summary>
    public LifecycleMark Mark { get; private set; } = mark;

    public IReadOnlyList<ToldRun> Told => _told;

    /// <param name="happened">In the order in which the engine told.</param>
    /// <param name="now">The container, inspected after that was heard; null if it could not be.</param>
    public void Hear(RunEvent happened, ContainerDetails? now)
    {
        if (happened.Kind == RunEventKind.End) HearEnd(happened, now);
        else if (happened.Kind != RunEventKind.Start) HearChange(happened);
        else if (now is { StartedNs: > 0 } && happened.TimeNs >= now.StartedNs) Begin(now.StartedNs, isExact: true, now);
        else if (!IsKnown(happened)) Begin(happened.TimeNs, isExact: false, null);
    }

    /// <param name="now">The container as it was inspected.</param>
    /// <param name="mayEnd">A stop that is not recorded yet may be: all its lines were read.</param>
    public void See(ContainerDetails now, bool mayEnd)
    {
        if (now.StartedNs == 0) return;
        Begin(now.StartedNs, isExact: true, now);
        if (mayEnd && Mark.IsOpen && IsOver(now)) End(Math.Max(now.StartedNs, now.FinishedNs), isHeard: false, now.ExitCode, now.IsOutOfMemory);
    }

    /// <summary>False if something changed that was not heard of; else what was not known is known from here on.</summary>
    /// <param name="now">The container as it was inspected, after all that was heard.</param>
    public bool SeesNoChange(ContainerDetails now)
    {
        var seen = new RunTeller(Mark);
        seen.SeeChanges(now, 0);
        if (seen.Told.Count > 0) return false;
        Mark = seen.Mark;
        return true;
    }

    /// <param name="now">The container as it was inspected, after all that was heard.</param>
    /// <param name="nowNs">When that is told.</param>
    public void SeeChanges(ContainerDetails now, long nowNs)
    {
        var mark = Mark;
        if (mark.IsOpen && now.StartedNs == mark.StartNs && !IsOver(now)) Add(ChangeTeller.SeePaused(ref mark, now.Paused, nowNs), mark, isHeard: false);
        Add(ChangeTeller.SeeName(ref mark, now.Name, nowNs), mark, isHeard: false);
    }

    /// <summary>The run that was inspected is over.</summary>
    public static bool IsOver(ContainerDetails details) => !details.Running || details.Restarting;

    /// <summary>It is older than what is recorded, or the event of a start that was only seen.</summary>
    bool IsKnown(RunEvent start) => start.TimeNs <= Mark.StartNs || (!Mark.IsEndHeard && Mark.StartNs > 0 && start.TimeNs - Mark.StartNs <= SameNs);

    void HearChange(RunEvent happened)
    {
        var mark = Mark;
        Add(ChangeTeller.Hear(ref mark, happened), mark, isHeard: true);
    }

    void Add(LifecycleRecord? record, LifecycleMark after, bool isHeard)
    {
        Mark = after;
        if (record is { } told) _told.Add(new ToldRun(told, isHeard, long.MaxValue, after));
    }

    void HearEnd(RunEvent end, ContainerDetails? now)
    {
        // It was seen already, or it is of a run before.
        if (!Mark.IsOpen || end.TimeNs < Mark.StartNs) return;
        End(end.TimeNs, isHeard: true, end.ExitCode, now is not null && now.StartedNs == Mark.StartNs && now.IsOutOfMemory);
    }

    void Begin(long startNs, bool isExact, ContainerDetails? now)
    {
        // A clock that was set back gives a later run an earlier time.
        if (isExact && Mark.IsStartExact ? startNs == Mark.StartNs : startNs <= Mark.StartNs) return;
        if (Mark.IsOpen) EndBefore(startNs, now?.FinishedNs ?? 0);
        var mark = Mark with { StartNs = startNs, EndNs = 0, IsStartExact = isExact, IsEndHeard = false, IsPaused = false };
        Add(new LifecycleRecord(LifecycleKind.Start, startNs), mark, isHeard: false);
    }

    /// <summary>The end before a start was not heard; the engine has forgotten the exit code with the start.</summary>
    void EndBefore(long startNs, long finishedNs)
    {
        var isOfThatRun = Mark.StartNs < finishedNs && finishedNs < startNs;
        End(isOfThatRun ? finishedNs : startNs - 1, isHeard: false, null, isOutOfMemory: false);
        _told[^1] = _told[^1] with { BeforeNs = startNs };
    }

    void End(long timeNs, bool isHeard, int? exitCode, bool isOutOfMemory)
    {
        var record = new LifecycleRecord(LifecycleKind.Stop, timeNs) { ExitCode = exitCode, IsOutOfMemory = isOutOfMemory };
        Add(record, Mark with { EndNs = timeNs, IsEndHeard = isHeard, IsPaused = false }, isHeard);
    }
}
