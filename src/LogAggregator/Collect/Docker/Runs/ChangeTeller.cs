using LogAggregator.Collect.Docker.Lines;
using LogAggregator.Collect.Docker.Positions;

namespace LogAggregator.Collect.Docker.Runs;

/// <summary>
/// Finds the pauses and renames that are not recorded yet. A container is paused and not paused in turn, and each rename goes on from the name before: an
/// event that does not fit what is recorded was seen before it was heard. What fits and was heard is new, unless it is older than what was heard
/// already. What is only seen has no time of its own, and what happened and was undone while nobody listened is not known. No clock, no requests.
/// </summary>
static class ChangeTeller
{
    /// <summary>What is to be recorded; null if nothing is.</summary>
    public static LifecycleRecord? Hear(ref LifecycleMark mark, RunEvent happened)
    {
        if (happened.TimeNs < mark.ChangeNs) return null;
        var before = mark;
        mark = mark with { ChangeNs = happened.TimeNs };
        if (happened.Kind == RunEventKind.Rename) return HearName(ref mark, happened);
        var isPaused = happened.Kind == RunEventKind.Pause;
        // A run that is over, or whose start is not known, is neither.
        if (!before.IsOpen || happened.TimeNs < before.StartNs || before.IsPaused == isPaused) return null;
        mark = mark with { IsPaused = isPaused };
        return new LifecycleRecord(KindOf(isPaused), happened.TimeNs);
    }

    /// <summary>The run that is recorded is paused, or not.</summary>
    public static LifecycleRecord? SeePaused(ref LifecycleMark mark, bool isPaused, long nowNs)
    {
        var before = mark.IsPaused;
        mark = mark with { IsPaused = isPaused };
        return before is null || before == isPaused ? null : new LifecycleRecord(KindOf(isPaused), nowNs) { IsFound = true };
    }

    /// <summary>What a container is called before its first start is part of making it: compose gives it a name of its own for a moment.</summary>
    public static LifecycleRecord? SeeName(ref LifecycleMark mark, string name, long nowNs)
    {
        var before = mark.Name;
        mark = mark with { Name = name };
        return before is null || before == name || mark.StartNs == 0 ? null : new LifecycleRecord(LifecycleKind.Rename, nowNs) { Name = name, PreviousName = before, IsFound = true };
    }

    static LifecycleRecord? HearName(ref LifecycleMark mark, RunEvent happened)
    {
        var before = mark.Name ?? happened.PreviousName;
        if (happened.Name is not { } name || before == name || (happened.PreviousName ?? before) != before) return null;
        mark = mark with { Name = name };
        return before is null || mark.StartNs == 0 ? null : new LifecycleRecord(LifecycleKind.Rename, happened.TimeNs) { Name = name, PreviousName = before };
    }

    static LifecycleKind KindOf(bool isPaused) => isPaused ? LifecycleKind.Pause : LifecycleKind.Unpause;
}
