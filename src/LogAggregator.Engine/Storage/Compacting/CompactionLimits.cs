using System;
using LogAggregator.Engine.Storage.Segments;

namespace LogAggregator.Engine.Storage.Compacting;

/// <param name="MaxLineBytes">Of the lines of a compacted segment.</param>
/// <param name="MaxFileBytes">Of its inputs.</param>
/// <param name="MaxSpanNs">Between the arrival of its first and its last record: retention removes whole segments.</param>
sealed record CompactionLimits(long MaxLineBytes, long MaxFileBytes, long MaxSpanNs)
{
    /// <summary>A twentieth of what retention keeps goes at once, at most.</summary>
    const int RetentionShare = 20;

    const long NsPerTick = 100;

    public static CompactionLimits Of(EmbeddedStoreOptions options) => new(
        256L * 1024 * 1024,
        options.RetentionBytes is { } bytes ? bytes / RetentionShare : long.MaxValue,
        SpanOf(options.RetentionDays).Ticks * NsPerTick);

    /// <summary>A day; less where retention keeps few days.</summary>
    static TimeSpan SpanOf(double? retentionDays)
    {
        if (retentionDays is not { } days || days >= RetentionShare) return TimeSpan.FromDays(1);
        return TimeSpan.FromHours(Math.Max(1, days * 24 / RetentionShare));
    }
}

/// <summary>What the choice knows of a segment.</summary>
/// <param name="Name">Which generations it has.</param>
/// <param name="LineBytes">Of its lines.</param>
/// <param name="FileBytes">Of its file.</param>
/// <param name="FirstArrivalNs">Of its records.</param>
/// <param name="LastArrivalNs">Of its records.</param>
/// <param name="IsWhole">No block of it is known to be damaged.</param>
readonly record struct CompactionFacts(SegmentName Name, long LineBytes, long FileBytes, long FirstArrivalNs, long LastArrivalNs, bool IsWhole);
