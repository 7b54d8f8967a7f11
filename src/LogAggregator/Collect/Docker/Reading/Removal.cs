using System;
using LogAggregator.Collect.Docker.Lines;

namespace LogAggregator.Collect.Docker.Reading;

/// <summary>Judges whether the end of a container's log was read before it was removed.</summary>
static class Removal
{
    /// <summary>Null where nothing can be missing.</summary>
    /// <param name="intake">What was taken.</param>
    /// <param name="state">The container at last.</param>
    /// <param name="everStarted">It has run.</param>
    /// <param name="endedWhole">The followed log was joined and the engine ended it properly.</param>
    /// <param name="openedNs">When its log was first opened, 0 if not known.</param>
    /// <param name="nowNs">Our clock.</param>
    public static GapRecord? Doubt(LogIntake intake, ContainerState state, bool everStarted, bool endedWhole, long openedNs, long nowNs)
    {
        if (intake.Drained || !everStarted || !state.Retention.IsReadable) return null;
        var ledger = intake.Ledger;
        var fromNs = ledger.HasAnchors ? ledger.NewestAnchor.TimestampNs : intake.FirstNs > 0 ? intake.FirstNs : intake.StartedNs > 0 ? intake.StartedNs : nowNs;
        // Nobody has checked whether its first lines were still there when it was first read.
        // A log that was followed to its end began with all that was kept of it.
        var loggedBytes = endedWhole ? intake.TakenBytes : long.MaxValue;
        if (intake.FromBeginning && GapJudge.MayHaveLostBeginning(loggedBytes, intake.StartedNs, intake.FirstNs, openedNs, state.Retention))
            return Gap(Math.Min(intake.StartedNs, intake.FirstNs) - GapJudge.StartNs, nowNs);
        if (!endedWhole || state.Retention.RepeatsAndLoses) return Gap(fromNs, nowNs);
        if (!state.Retention.Rotates || ledger.Unverified.Count == 0) return null;
        // The end came as it should, but what was followed was never checked.
        var last = ledger.Unverified[^1].Key;
        var mark = ledger.HasAnchors ? ledger.NewestAnchor : ledger.Unverified[0].Key;
        return GapJudge.BetweenMarkAndLog(mark, ledger.Unverified, last, state.Retention) is (var from, var to)
            ? Gap(from, to)
            : null;
    }

    static GapRecord Gap(long fromNs, long toNs) => GapRecord.Between(GapReason.Removal, fromNs, toNs);
}
