using System;
using LogAggregator.Engine.Model;

namespace LogAggregator.Engine.Storage.Scanning;

/// <summary>A row's place in an order: the smaller key comes first, whatever the order.</summary>
readonly record struct SortKey(long Primary, ulong Secondary) : IComparable<SortKey>
{
    public static SortKey Last => new(long.MaxValue, ulong.MaxValue);

    public static SortKey Of(ScanOrder order, in RecordId id, long observedNs) => order switch
    {
        ScanOrder.NewestFirst => new SortKey(~id.TimestampNs, ~id.Sequence),
        ScanOrder.OldestFirst => new SortKey(id.TimestampNs, id.Sequence),
        ScanOrder.Observed => new SortKey(observedNs, id.Sequence),
        _ => new SortKey(0, id.Sequence),
    };

    public int CompareTo(SortKey other)
    {
        var byPrimary = Primary.CompareTo(other.Primary);
        return byPrimary != 0 ? byPrimary : Secondary.CompareTo(other.Secondary);
    }

    public static bool operator <(SortKey left, SortKey right) => left.CompareTo(right) < 0;

    public static bool operator >(SortKey left, SortKey right) => left.CompareTo(right) > 0;

    public static bool operator <=(SortKey left, SortKey right) => left.CompareTo(right) <= 0;

    public static bool operator >=(SortKey left, SortKey right) => left.CompareTo(right) >= 0;
}
