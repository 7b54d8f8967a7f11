using System.Collections.Immutable;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Storage.Scanning;

namespace LogAggregator.Engine.Storage.Recent;

/// <summary>Walks the recent records forwards (newest first) or backwards (oldest first).</summary>
sealed class RecentCursor(ImmutableArray<StoredRecord> records, ScanQuery query) : RowCursor
{
    readonly int _step = query.Order == ScanOrder.NewestFirst ? 1 : -1;
    int _position;

    public override bool Start()
    {
        _position = _step > 0 ? 0 : records.Length - 1;
        if (query.After is { } after) SkipTo(after);
        return TrySetKey();
    }

    public override StoredRecord? Current(ScanFilter filter)
    {
        var record = records[_position];
        return filter.Matches(record.Source, record.Id, record.Level, record.Flags, record.Line) ? record : null;
    }

    public override bool MoveNext()
    {
        _position += _step;
        return TrySetKey();
    }

    public override bool PrintUpTo(in SortKey last, ScanFilter filter, PrintedLines lines)
    {
        while (!lines.IsFull && Key <= last)
        {
            if (Current(filter) is { } record) lines.Add(record.Line.Span, record.Flags);
            if (!MoveNext()) return false;
        }

        return true;
    }

    public override void Dispose()
    {
    }

    /// <summary>To the first place behind, by halving: a page deep in a million records starts as fast as the first.</summary>
    void SkipTo(SortKey after)
    {
        var (low, high) = (0, records.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (KeyAt(_step > 0 ? middle : records.Length - 1 - middle) > after) high = middle;
            else low = middle + 1;
        }

        _position = _step > 0 ? low : records.Length - 1 - low;
    }

    bool TrySetKey()
    {
        if (_position < 0 || _position >= records.Length) return false;
        Key = KeyAt(_position);
        return true;
    }

    SortKey KeyAt(int position) => SortKey.Of(query.Order, records[position].Id, records[position].ObservedNs);
}
