using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Storage.Blocks;
using LogAggregator.Engine.Storage.Scanning;

namespace LogAggregator.Engine.Storage.Active;

/// <summary>Counts the rows of a chunk in memory, as the directory of a segment has them of a block: some 10 µs.</summary>
static class ActiveCounts
{
    /// <param name="chunk">In memory.</param>
    /// <param name="count">The first so many of its rows; 1 at least.</param>
    public static RowCounts Of(ActiveChunk chunk, int count)
    {
        var (bounds, shares) = (RowBounds.Empty, new Dictionary<(int Source, Level Level), int>());
        var (times, levels) = (new long[count], new int[count]);
        for (var i = 0; i < count; i++)
        {
            ref readonly var row = ref chunk[i];
            bounds = bounds.With(chunk.IdAt(i), row.ObservedNs);
            (times[i], levels[i]) = (row.TimestampNs, (int)row.Level);
            shares[(row.Source, row.Level)] = shares.GetValueOrDefault((row.Source, row.Level)) + 1;
        }

        return new RowCounts(bounds, [.. shares.Select(share => new BlockShare(share.Key.Source, share.Key.Level, share.Value))], BlockSteps.Of(times, levels));
    }
}
