using System;
using LogAggregator.Collect.Docker.Lines;

namespace LogAggregator.Collect.Docker.Reading;

/// <summary>What this process saw of a container's runs.</summary>
/// <param name="EverStarted">It has run.</param>
/// <param name="BornNs">When it may have printed first, 0 if not known.</param>
/// <param name="OpenedNs">When its log was first opened, 0 if it was not.</param>
/// <param name="EndedWhole">The followed log was joined and the engine ended it properly.</param>
/// <param name="EndIsRead">After the engine had ended the followed log properly, a read of the log came to its end.</param>
readonly record struct SeenRuns(bool EverStarted, long BornNs, long OpenedNs, bool EndedWhole = false, bool EndIsRead = false);

/// <summary>Judges whether the end of a container's log was read before it was removed.</summary>
static class Removal
{
    /// <summary>Null where nothing can be missing.</summary>
    /// <param name="intake">What was taken.</param>
    /// <param name="state">The container at last.</param>
    /// <param name="seen">Of its runs.</param>
    /// <param name="nowNs">Our clock.</param>
    public static GapRecord? Doubt(LogIntake intake, ContainerState state, SeenRuns seen, long nowNs)
    {
        if (intake.Drained || seen.EndIsRead || !seen.EverStarted || !state.Retention.IsReadable) return null;
        var ledger = intake.Ledger;
        var fromNs = ledger.HasAnchors ? ledger.NewestAnchor.TimestampNs : intake.FirstNs > 0 ? intake.FirstNs : intake.StartedNs > 0 ? intake.StartedNs : nowNs;
        // Nobody has checked whether its first lines were still there when it was first read.
        // A log that was followed to its end began with all that was kept of it.
        var loggedBytes = seen.EndedWhole ? intake.TakenBytes : long.MaxValue;
        if (intake.FromBeginning && GapJudge.MayHaveLostBeginning(loggedBytes, seen.BornNs, intake.FirstNs, seen.OpenedNs, state.Retention))
            return Gap(Math.Min(seen.BornNs, intake.FirstNs) - GapJudge.StartNs, nowNs);
        if (!seen.EndedWhole || state.Retention.RepeatsAndLoses) return Gap(fromNs, nowNs);
        if (!state.Retention.Rotates) return null;
        // The end came as it should, but what was followed was never checked.
        if (intake.LeftNs > 0) return Gap(Math.Min(fromNs, intake.LeftNs), nowNs);
        if (ledger.Unverified.Count == 0) return null;
        var last = ledger.Unverified[^1].Key;
        var mark = ledger.HasAnchors ? ledger.NewestAnchor : ledger.Unverified[0].Key;
        return GapJudge.BetweenMarkAndLog(mark, ledger.Unverified, last, state.Retention) is (var from, var to)
            ? Gap(from, to)
            : null;
    }

    static GapRecord Gap(long fromNs, long toNs) => GapRecord.Between(GapReason.Removal, fromNs, toNs);
}
