using System.Collections.Generic;
using System.Threading;
using LogAggregator.Engine.Model;

namespace LogAggregator.Tail;

/// <summary>
/// The records that match and wait for one reader's network. When it is full the oldest go, so that a reader that
/// comes back sees what is happening now; how many went is known exactly, and told with the next record.
/// </summary>
sealed class LiveOutbox
{
    /// <summary>Records that wait for one reader, at most. Five seconds of 2,000 lines/s.</summary>
    public const int MaxRecords = 10_000;

    /// <summary>Bytes of their lines and their overhead, at most; one record is kept whatever its size.</summary>
    public const long MaxBytes = 8 * 1024 * 1024;

    /// <summary>Counted for each record besides its line.</summary>
    const int RecordOverhead = 128;

    /// <summary>Guards everything below.</summary>
    readonly Lock _lock = new();
    readonly Queue<StoredRecord> _records = new();
    long _bytes;
    long _dropped;
    bool _lossless;
    bool _overflowed;

    /// <summary>How many were dropped to make room, and are not to be had elsewhere.</summary>
    public long Add(StoredRecord record)
    {
        lock (_lock)
        {
            _records.Enqueue(record);
            _bytes += SizeOf(record);
            long dropped = 0;
            for (; _records.Count > 1 && (_records.Count > MaxRecords || _bytes > MaxBytes); dropped++) _bytes -= SizeOf(_records.Dequeue());
            return CountDropped(dropped);
        }
    }

    /// <summary>Records that never came here. Returns how many of them are not to be had elsewhere.</summary>
    public long AddMissed(long records)
    {
        lock (_lock) return CountDropped(records);
    }

    /// <summary>False if there is nothing to tell: neither a record nor a number of dropped ones.</summary>
    public bool TryTake(out LiveItem item)
    {
        lock (_lock)
        {
            _records.TryDequeue(out var record);
            if (record is not null) _bytes -= SizeOf(record);
            item = new LiveItem(_dropped, record);
            _dropped = 0;
            return item.Dropped > 0 || record is not null;
        }
    }

    /// <summary>
    /// From now on what is dropped is not lost: the reader gets it from the store, until <see cref="TryEndLossless"/>.
    /// Forgets what waits.
    /// </summary>
    public void BeginLossless()
    {
        lock (_lock)
        {
            _records.Clear();
            _bytes = 0;
            _overflowed = false;
            _lossless = true;
        }
    }

    /// <summary>True if nothing was dropped since the beginning. Else the reader must begin again.</summary>
    public bool TryEndLossless()
    {
        lock (_lock)
        {
            if (_overflowed) return false;
            _lossless = false;
            return true;
        }
    }

    long CountDropped(long dropped)
    {
        if (_lossless)
        {
            _overflowed |= dropped > 0;
            return 0;
        }

        _dropped += dropped;
        return dropped;
    }

    static long SizeOf(StoredRecord record) => record.Line.Length + RecordOverhead;
}

/// <summary>What comes next for a reader.</summary>
/// <param name="Dropped">Records lost before this one.</param>
/// <param name="Record">The record; null if only a number is to be told.</param>
readonly record struct LiveItem(long Dropped, StoredRecord? Record);
