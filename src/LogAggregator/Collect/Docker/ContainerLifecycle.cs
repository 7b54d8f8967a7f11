using System;
using System.Collections.Generic;
using LogAggregator.Collect.Docker.Engine;
using LogAggregator.Collect.Docker.Lines;
using LogAggregator.Collect.Docker.Positions;
using LogAggregator.Collect.Docker.Reading;
using LogAggregator.Collect.Docker.Runs;
using LogAggregator.Engine.Model;

namespace LogAggregator.Collect.Docker;

/// <summary>
/// Records the starts, stops, pauses and renames of a container, each once: what is recorded is kept with the position, in the batch of the record. An event is
/// judged by the inspection that follows it, which tells the exact times; without events, after the service was down, the inspection alone tells of the
/// newest start and of the stop before it, of a pause that lasts and of the name, and what was between is not known. What happened to a container before the service first met its engine is
/// not told: its lines are not collected from there on either. Nor is the stop of one that was removed meanwhile: nobody knows when it was.
/// </summary>
sealed class ContainerLifecycle(LogIntake intake, EngineLink link, CollectorContext context, bool isNew)
{
    /// <summary>An engine notes a start a little after the first line: so long that is waited for.</summary>
    const int HoldMs = 250;

    /// <summary>The last lines are copied into the log a little after the end of the program.</summary>
    const long CopyNs = 100_000_000;

    /// <summary>The event of what is seen may be on its way: so long that is waited for.</summary>
    const int EventMs = 1_000;

    readonly List<RunEvent> _heard = [];
    readonly LinkedList<ToldRun> _held = new();
    readonly List<ToldRun> _written = [];
    ContainerDetails? _details;
    LifecycleMark _restored;
    LifecycleMark _mark;
    long _dueMs;
    long _seenDueMs = long.MaxValue;
    long _stopRowNs;

    /// <summary>When what is held is recorded at the latest, and what was only seen. ms of our steady clock.</summary>
    public long DueMs => Math.Min(_held.Count > 0 ? _dueMs : long.MaxValue, _heard.Count == 0 ? _seenDueMs : long.MaxValue);

    /// <summary>Goes on from what the store has.</summary>
    public void Restore()
    {
        // From a version that did not record starts and stops: the run that was read last is known.
        _restored = intake.Lifecycle ?? (intake is { HasPosition: true, StartedNs: > 0 }
            ? new LifecycleMark(intake.StartedNs, intake.Drained ? intake.StartedNs : 0, IsStartExact: true, IsEndHeard: false) : default);
        (_mark, intake.Lifecycle, _stopRowNs) = (_restored, _restored, _restored.EndNs);
        if (_mark.StartNs > 0) intake.Times.Restore(intake.NewestNs, _mark.IsOpen ? null : _mark.EndNs);
    }

    public void Hear(IReadOnlyList<RunEvent> events)
    {
        _heard.AddRange(events);
        foreach (var happened in events)
        {
            if (happened.Kind == RunEventKind.End) intake.Times.EndedAt(happened.TimeNs);
        }
    }

    /// <summary>It was inspected.</summary>
    /// <param name="state">As it was then.</param>
    /// <param name="isNewest">Nothing was heard since that was asked for; else what was heard may be newer, and it is inspected again.</param>
    public void See(ContainerState state, bool isNewest)
    {
        var details = state.Details!;
        _details = details;
        if (_mark.StartNs == 0) _mark = First(details);
        var mayEnd = intake.Drained || details.Restarting || !state.Retention.IsReadable;
        var isHeardOf = true;
        Tell(state.Identity, teller =>
        {
            foreach (var happened in _heard) teller.Hear(happened, details);
            teller.See(details, mayEnd);
            isHeardOf = !isNewest || teller.SeesNoChange(details);
        });
        _seenDueMs = isHeardOf ? long.MaxValue : Math.Min(_seenDueMs, context.NowMs + EventMs);
    }

    /// <summary>It is gone, and its lines are read: nothing more is learned.</summary>
    public void End(ContainerState state)
    {
        Tell(state.Identity, teller =>
        {
            foreach (var happened in _heard) teller.Hear(happened, null);
            if (_details is not null && _details.StartedNs == teller.Mark.StartNs) teller.See(_details, mayEnd: true);
        });
        Write(all: true);
    }

    /// <summary>Puts what is not held any longer into the batch that is committed next.</summary>
    public void Write(bool all = false)
    {
        if (context.NowMs >= _seenDueMs && _heard.Count == 0) TellSeen();
        while (_held.First?.Value is { } told && (all || !IsHeld(told)))
        {
            _held.RemoveFirst();
            var rowNs = RowNs(told);
            if (told.Record.Kind == LifecycleKind.Stop)
            {
                intake.Times.EndedAt(rowNs);
                _stopRowNs = rowNs;
            }
            intake.AddLifecycle(told.Record, rowNs, told.After);
            _written.Add(told);
        }
        // With what was not to be told.
        if (_held.Count == 0 && _written.Count > 0) intake.Lifecycle = _mark;
    }

    public void Committed() => _written.Clear();

    /// <summary>What was not committed is written again.</summary>
    /// <param name="dueMs">Not before.</param>
    public void StartOver(long dueMs)
    {
        for (var i = _written.Count - 1; i >= 0; i--) _held.AddFirst(_written[i]);
        _written.Clear();
        _dueMs = dueMs;
        if (_held.Count == 0) intake.Lifecycle = _mark;
        else intake.Lifecycle ??= _restored;
    }

    /// <summary>Nobody told of a change that was seen: there was nobody to hear it.</summary>
    void TellSeen()
    {
        _seenDueMs = long.MaxValue;
        Tell(intake.Sources.Identity, teller => teller.SeeChanges(_details!, context.NowNs));
    }

    void Tell(ContainerIdentity identity, Action<RunTeller> hear)
    {
        var (before, teller) = (_mark, new RunTeller(_mark));
        hear(teller);
        _heard.Clear();
        _mark = teller.Mark;
        if (_held.Count == 0) _dueMs = context.NowMs + HoldMs;
        foreach (var told in teller.Told)
        {
            if (told.BeforeNs != long.MaxValue) intake.Times.EndedAt(RowNs(told));
            _held.AddLast(before.StartNs == 0 && told == teller.Told[0] ? FirstStart(told, identity) : told);
        }
        if (_held.Count == 0 && _written.Count == 0) intake.Lifecycle = _mark;
    }

    /// <summary>What is taken as recorded of a container that is met first.</summary>
    LifecycleMark First(ContainerDetails details)
    {
        var (startNs, endNs) = (details.StartedNs, details.FinishedNs);
        if (isNew || startNs >= link.FirstConnectionNs) return default;
        return new LifecycleMark(startNs, RunTeller.IsOver(details) && endNs < link.FirstConnectionNs ? Math.Max(startNs, endNs) : 0, IsStartExact: true, IsEndHeard: false);
    }

    ToldRun FirstStart(ToldRun told, ContainerIdentity identity) =>
        isNew && told.Record.Kind == LifecycleKind.Start && context.Predecessors.Of(identity) is { } previous
            ? told with { Record = told.Record with { Kind = LifecycleKind.Recreate, PreviousId = previous } }
            : told;

    /// <summary>A start is held until the first line is known, for that may be a little older.</summary>
    bool IsHeld(ToldRun told) => IsStart(told) && context.NowMs < _dueMs
        && (intake.Times.FirstOf(told.Record.TimeNs) == 0 || intake.HoldsRecord);

    static bool IsStart(ToldRun told) => told.Record.Kind is LifecycleKind.Start or LifecycleKind.Recreate;

    /// <summary>Before the first line of the run or behind its last, whatever the engine notes.</summary>
    long RowNs(ToldRun told)
    {
        var timeNs = told.Record.TimeNs;
        if (told.Record.IsFound) return Math.Max(timeNs, intake.Times.NewestNs);
        if (IsStart(told)) return _stopRowNs < timeNs ? Math.Max(BeforeLines(timeNs), _stopRowNs + 1) : BeforeLines(timeNs);
        if (told.IsHeard) return timeNs;
        return told.BeforeNs == long.MaxValue ? Math.Max(timeNs, intake.Times.NewestNs) : Math.Min(timeNs + CopyNs, told.BeforeNs - 1);
    }

    /// <summary>Many programs write their own time in whole seconds, so their first lines seem to be older than the start.</summary>
    long BeforeLines(long startNs)
    {
        var firstNs = intake.Times.FirstOf(startNs);
        if (firstNs == 0) return startNs;
        var beforeNs = startNs - GapJudge.StartNs <= firstNs && firstNs <= startNs ? firstNs - 1 : startNs;
        foreach (var record in intake.Writer.Batch.Rows)
        {
            var isOfTheRun = record.ObservedNs >= firstNs && (record.Flags & RecordFlags.Lifecycle) == 0;
            if (isOfTheRun && startNs - GapJudge.StartNs <= record.TimestampNs && record.TimestampNs <= beforeNs) beforeNs = record.TimestampNs - 1;
        }
        return beforeNs;
    }
}
