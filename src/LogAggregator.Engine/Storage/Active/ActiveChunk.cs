using System;
using System.Threading;

namespace LogAggregator.Engine.Storage.Active;

/// <summary>
/// Up to 1,024 rows in the order they came, with their bounds in time. One thread adds; a reader that saw
/// <see cref="Count"/> may read so many rows and finds them within the bounds.
/// </summary>
sealed class ActiveChunk(ulong firstSequence)
{
    /// <summary>1,024: sorted in some 50 µs when the newest are asked for, 32 KiB, so not among the large objects.</summary>
    public const int Capacity = 1024;

    readonly ActiveRow[] _rows = new ActiveRow[Capacity];
    long _minTimestampNs = long.MaxValue;
    long _maxTimestampNs = long.MinValue;
    int _count;

    public ulong FirstSequence { get; } = firstSequence;

    public int Count => Volatile.Read(ref _count);

    public long MinTimestampNs => Volatile.Read(ref _minTimestampNs);

    public long MaxTimestampNs => Volatile.Read(ref _maxTimestampNs);

    public ref readonly ActiveRow this[int index] => ref _rows[index];

    public void Add(in ActiveRow row)
    {
        _rows[_count] = row;
        Volatile.Write(ref _minTimestampNs, Math.Min(_minTimestampNs, row.TimestampNs));
        Volatile.Write(ref _maxTimestampNs, Math.Max(_maxTimestampNs, row.TimestampNs));
        Volatile.Write(ref _count, _count + 1);
    }
}
