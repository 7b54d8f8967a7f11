using System;

namespace LogAggregator.Engine.Storage.Retention;

/// <param name="MaxAge">Since arrival; null for ever.</param>
/// <param name="MaxBytes">Of all files; null without limit.</param>
/// <param name="MinFreeBytes">Of the disk; 0 for none.</param>
sealed record RetentionLimits(TimeSpan? MaxAge, long? MaxBytes, long MinFreeBytes)
{
    public static RetentionLimits Of(EmbeddedStoreOptions options) => new(
        options.RetentionDays is { } days ? TimeSpan.FromDays(days) : null, options.RetentionBytes, options.MinFreeDiskBytes);
}

/// <summary>What the choice knows of a segment; its number is that of its last generation.</summary>
readonly record struct SegmentFacts(ulong Number, long LastArrivalNs, long Bytes);

/// <summary>A segment that must go, and why.</summary>
readonly record struct RetentionDrop(ulong Number, RetentionReason Reason);

enum RetentionReason
{
    Age,
    Size,
    FreeDisk,
}
