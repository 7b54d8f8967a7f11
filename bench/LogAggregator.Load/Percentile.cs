using System;
using System.Collections.Generic;

namespace LogAggregator.Load;

static class Percentile
{
    /// <summary>The value below which <paramref name="share"/> (0…1) of them lie; 0 of none.</summary>
    public static double Of(IReadOnlyCollection<double> values, double share)
    {
        var sorted = new List<double>(values);
        sorted.Sort();
        return sorted.Count == 0 ? 0 : sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * share))];
    }
}
