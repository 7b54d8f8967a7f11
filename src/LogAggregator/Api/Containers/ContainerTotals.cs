using System;
using System.Collections.Generic;
using LogAggregator.Engine;

namespace LogAggregator.Api.Containers;

/// <param name="Lines">Records held.</param>
/// <param name="Bytes">Bytes of their lines.</param>
/// <param name="Errors">Records of level ERROR or CRITICAL.</param>
/// <param name="FirstNs">Smallest event time, ns since the Unix epoch; 0 if there are no records.</param>
/// <param name="LastNs">Greatest event time.</param>
readonly record struct ContainerTotals(long Lines, long Bytes, long Errors, long FirstNs, long LastNs)
{
    public static ContainerTotals None => default;

    /// <summary>Of at least one source.</summary>
    public static ContainerTotals Of(IEnumerable<SourceStatistics> sources)
    {
        var totals = new ContainerTotals(0, 0, 0, long.MaxValue, 0);
        foreach (var source in sources)
        {
            totals = new ContainerTotals(
                totals.Lines + source.Records,
                totals.Bytes + source.LineBytes,
                totals.Errors + source.Errors,
                Math.Min(totals.FirstNs, source.FirstTimestampNs),
                Math.Max(totals.LastNs, source.LastTimestampNs));
        }

        return totals;
    }
}
