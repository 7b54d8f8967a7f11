using System;
using System.Collections.Generic;
using LogAggregator.Collect.Docker.Lines;
using LogAggregator.Collect.Docker.Positions;

namespace LogAggregator.Collect.Docker.Reading;

/// <summary>
/// Decides whether lines may be missing between messages that no read of the log can confirm any more. A followed log
/// leaves out files, and the rest of the file it was in: at any rotation that it was late for.
/// </summary>
static class GapJudge
{
    /// <summary>No container writes faster into its log: 100 MB/s. The fastest measured was 40.</summary>
    const long FastestBytesPerMs = 100_000;

    /// <summary>A follower that is not behind notices a rotation within this time, even on a busy machine.</summary>
    const long ReactionMs = 100;

    /// <summary>The engine notes a start a little after the first line; within this time both are one.</summary>
    public const long StartNs = 1_000_000_000;

    /// <summary>Estimated sizes may be wrong by a third: escapes in JSON, attributes.</summary>
    const double SafeShare = 0.66;

    /// <summary>
    /// The mark is no longer in the log, which now begins with <paramref name="first"/>. Null if what was followed joins
    /// the two; else from which to which time lines may be missing.
    /// </summary>
    public static (long FromNs, long ToNs)? BetweenMarkAndLog(
        MessageKey mark, IReadOnlyList<TakenMessage> followed, MessageKey first, LogRetention retention)
    {
        (long From, long To)? doubt = null;
        var before = new TakenMessage(mark, default, 0, Verified: true, Prompt: true);
        foreach (var message in followed)
        {
            if (message.Key == first || message.Key.TimestampNs > first.TimestampNs) break;
            if (message.Key.TimestampNs <= mark.TimestampNs) continue;
            Widen(ref doubt, before, message.Key, retention);
            before = message;
        }
        Widen(ref doubt, before, first, retention);
        return doubt;
    }

    /// <summary>
    /// The whole log was read and begins with the first message that was ever taken. True if an earlier file may have
    /// been deleted before.
    /// </summary>
    /// <param name="loggedBytes">Estimated size of all that is in the log.</param>
    /// <param name="startedNs">Start of the container's first run, 0 if not known.</param>
    /// <param name="firstNs">Time of the first message of the log.</param>
    /// <param name="openedNs">When the log was first opened, 0 if not known; by our clock.</param>
    /// <param name="retention">What the log keeps.</param>
    public static bool MayHaveLostBeginning(long loggedBytes, long startedNs, long firstNs, long openedNs, LogRetention retention)
    {
        if (!retention.Rotates) return false;
        if (retention.Files > 1 && loggedBytes < retention.KeptBytes * SafeShare) return false;
        // No time to fill all files between the start and the first look.
        var looked = openedNs > 0 && startedNs > 0 ? Math.Max(0, openedNs - startedNs) / 1_000_000 + 50 : long.MaxValue;
        if (retention.IsAssumed) return looked > 2 * ReactionMs;
        if (looked < retention.MaxFileBytes * retention.Files / FastestBytesPerMs) return false;
        // One file says nothing about what was before it; a first line soon after the start does, if the file is not tiny.
        var soonMs = retention.MaxFileBytes < 100_000 ? 0 : Math.Min(StartNs / 1_000_000, 10 * retention.MaxFileBytes / FastestBytesPerMs);
        return retention.Files > 1 || firstNs > startedNs + soonMs * 1_000_000;
    }

    /// <summary>A followed log may leave out lines at a rotation, or go back, without anybody noticing, and go on inside of a line.</summary>
    public static bool MayBeginAgain(LogRetention retention) =>
        retention.Rotates && (retention.RepeatsAndLoses || FillsUnnoticed(retention));

    /// <summary>A small file fills before a late reader notices, and then the rest of it is left out, however short that was.</summary>
    static bool FillsUnnoticed(LogRetention retention) => retention.MaxFileBytes / FastestBytesPerMs < ReactionMs;

    static void Widen(ref (long From, long To)? doubt, TakenMessage before, MessageKey after, LogRetention retention)
    {
        if (IsJoined(before, after, retention)) return;
        doubt = (doubt?.From ?? before.Key.TimestampNs, after.TimestampNs);
    }

    static bool IsJoined(TakenMessage before, MessageKey after, LogRetention retention)
    {
        if (!retention.Rotates) return false;
        // The clock was set back: nobody knows how long it was.
        if (after.TimestampNs < before.Key.TimestampNs - GapRecord.ReorderNs) return false;
        if (FillsUnnoticed(retention) || !before.Prompt) return false;
        var betweenMs = (after.TimestampNs - before.Key.TimestampNs) / 1_000_000;
        return betweenMs < retention.MaxFileBytes / FastestBytesPerMs || !retention.RepeatsAndLoses;
    }
}
