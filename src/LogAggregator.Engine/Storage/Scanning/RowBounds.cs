using System;
using LogAggregator.Engine.Model;

namespace LogAggregator.Engine.Storage.Scanning;

/// <summary>Smallest and greatest of some rows, inclusive. <see cref="Empty"/> has no row.</summary>
readonly record struct RowBounds(
    long MinTimestampNs, long MaxTimestampNs, long MinObservedNs, long MaxObservedNs, ulong MinSequence, ulong MaxSequence)
{
    public static RowBounds Empty => new(long.MaxValue, long.MinValue, long.MaxValue, long.MinValue, ulong.MaxValue, 0);

    public bool IsEmpty => MinTimestampNs > MaxTimestampNs;

    public RowBounds With(in RecordId id, long observedNs) => new(
        Math.Min(MinTimestampNs, id.TimestampNs),
        Math.Max(MaxTimestampNs, id.TimestampNs),
        Math.Min(MinObservedNs, observedNs),
        Math.Max(MaxObservedNs, observedNs),
        Math.Min(MinSequence, id.Sequence),
        Math.Max(MaxSequence, id.Sequence));

    public RowBounds With(in RowBounds other) => new(
        Math.Min(MinTimestampNs, other.MinTimestampNs),
        Math.Max(MaxTimestampNs, other.MaxTimestampNs),
        Math.Min(MinObservedNs, other.MinObservedNs),
        Math.Max(MaxObservedNs, other.MaxObservedNs),
        Math.Min(MinSequence, other.MinSequence),
        Math.Max(MaxSequence, other.MaxSequence));

    /// <summary>No row comes before this in the order.</summary>
    public SortKey FirstKey(ScanOrder order) => order == ScanOrder.NewestFirst
        ? SortKey.Of(order, new RecordId(MaxTimestampNs, MaxSequence), MaxObservedNs)
        : SortKey.Of(order, new RecordId(MinTimestampNs, MinSequence), MinObservedNs);

    /// <summary>No row comes behind this in the order.</summary>
    public SortKey LastKey(ScanOrder order) => order == ScanOrder.NewestFirst
        ? SortKey.Of(order, new RecordId(MinTimestampNs, MinSequence), MinObservedNs)
        : SortKey.Of(order, new RecordId(MaxTimestampNs, MaxSequence), MaxObservedNs);
}
