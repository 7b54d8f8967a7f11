using System;
using System.Threading;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Storage.Scanning;

namespace LogAggregator.Engine.Storage.Active;

/// <summary>
/// Up to 1,024 rows in the order they came, without a hole in their sequence, with their bounds. One thread adds; a
/// reader that saw <see cref="Count"/> may read so many rows and finds them within the bounds.
/// </summary>
sealed class ActiveChunk(ulong firstSequence)
{
    /// <summary>1,024: sorted in some 50 µs when the newest are asked for; 32 KiB, so not among the large objects.</summary>
    public const int Capacity = 1024;

    readonly ActiveRow[] _rows = new ActiveRow[Capacity];
    long _minTimestampNs = long.MaxValue;
    long _maxTimestampNs = long.MinValue;
    long _minObservedNs = long.MaxValue;
    long _maxObservedNs = long.MinValue;
    int _count;

    public ulong FirstSequence { get; } = firstSequence;

    public int Count => Volatile.Read(ref _count);

    /// <summary>For the thread that adds.</summary>
    public ulong NextSequence => FirstSequence + (ulong)_count;

    /// <summary>Of all rows; they may be wider than those of the rows a reader saw.</summary>
    public RowBounds Bounds => new(
        Volatile.Read(ref _minTimestampNs),
        Volatile.Read(ref _maxTimestampNs),
        Volatile.Read(ref _minObservedNs),
        Volatile.Read(ref _maxObservedNs),
        FirstSequence,
        FirstSequence + Capacity - 1);

    public ref readonly ActiveRow this[int index] => ref _rows[index];

    public RecordId IdAt(int index) => new(_rows[index].TimestampNs, FirstSequence + (ulong)index);

    public void Add(in ActiveRow row)
    {
        _rows[_count] = row;
        Volatile.Write(ref _minTimestampNs, Math.Min(_minTimestampNs, row.TimestampNs));
        Volatile.Write(ref _maxTimestampNs, Math.Max(_maxTimestampNs, row.TimestampNs));
        Volatile.Write(ref _minObservedNs, Math.Min(_minObservedNs, row.ObservedNs));
        Volatile.Write(ref _maxObservedNs, Math.Max(_maxObservedNs, row.ObservedNs));
        Volatile.Write(ref _count, _count + 1);
    }
}
