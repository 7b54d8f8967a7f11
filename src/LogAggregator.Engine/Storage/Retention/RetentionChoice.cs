using System.Collections.Generic;

namespace LogAggregator.Engine.Storage.Retention;

/// <summary>Which segments must go: always the oldest ones, by arrival, and no more than a limit asks for.</summary>
static class RetentionChoice
{
    const long NsPerTick = 100;

    /// <param name="oldestFirst">All segments.</param>
    /// <param name="totalBytes">Of all files of the store.</param>
    /// <param name="freeBytes">Of the disk.</param>
    /// <param name="nowNs">Since the Unix epoch.</param>
    /// <param name="limits">What is asked for.</param>
    public static List<RetentionDrop> Choose(
        IEnumerable<SegmentFacts> oldestFirst, long totalBytes, long freeBytes, long nowNs, RetentionLimits limits)
    {
        var drops = new List<RetentionDrop>();
        long gone = 0;
        foreach (var segment in oldestFirst)
        {
            if (ReasonFor(segment, gone, totalBytes, freeBytes, nowNs, limits) is not { } reason) break;
            drops.Add(new RetentionDrop(segment.Number, reason));
            gone += segment.Bytes;
        }

        return drops;
    }

    static RetentionReason? ReasonFor(in SegmentFacts segment, long gone, long totalBytes, long freeBytes, long nowNs, RetentionLimits limits)
    {
        if (limits.MaxAge is { } age && segment.LastArrivalNs < nowNs - age.Ticks * NsPerTick) return RetentionReason.Age;
        if (limits.MaxBytes is { } max && totalBytes - gone > max) return RetentionReason.Size;
        return freeBytes < limits.MinFreeBytes - gone ? RetentionReason.FreeDisk : null;
    }
}
