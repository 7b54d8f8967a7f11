using System;
using System.Collections.Generic;

namespace LogAggregator.Engine.Storage.Compacting;

/// <summary>
/// Which segments become one: neighbours, at least four, none of them more than half of all. So a row is written again some four
/// times while its segment grows to the limit, and never for one small neighbour. No number is missing between them: a segment that
/// could not be read at this start may be there at the next, and the name of what is compacted must not stand for its rows.
/// </summary>
static class CompactionChoice
{
    public const int MinMembers = 4;

    /// <param name="oldestFirst">All segments.</param>
    /// <param name="limits">Of what becomes of them.</param>
    /// <returns>A run of them; empty if nothing is to be done.</returns>
    public static Range Choose(IReadOnlyList<CompactionFacts> oldestFirst, CompactionLimits limits)
    {
        for (var first = 0; first + MinMembers <= oldestFirst.Count; first++)
        {
            var count = CountFrom(oldestFirst, first, limits);
            if (count >= MinMembers) return first..(first + count);
        }

        return 0..0;
    }

    static int CountFrom(IReadOnlyList<CompactionFacts> segments, int first, CompactionLimits limits)
    {
        var (lineBytes, fileBytes, largest, earliest, latest) = (0L, 0L, 0L, long.MaxValue, long.MinValue);
        var count = 0;
        for (var i = first; i < segments.Count && segments[i].IsWhole; i++)
        {
            if (i > first && segments[i].Name.First != segments[i - 1].Name.Last + 1) break;
            earliest = Math.Min(earliest, segments[i].FirstArrivalNs);
            latest = Math.Max(latest, segments[i].LastArrivalNs);
            lineBytes += segments[i].LineBytes;
            fileBytes += segments[i].FileBytes;
            if (lineBytes > limits.MaxLineBytes || fileBytes > limits.MaxFileBytes || latest - earliest > limits.MaxSpanNs) break;
            largest = Math.Max(largest, segments[i].LineBytes);
            // A large one at the end is left for later.
            if (largest * 2 <= lineBytes) count = i - first + 1;
        }

        return count;
    }
}
