using System.Collections.Generic;
using System.Threading;
using LogAggregator.Engine.Model;

namespace LogAggregator.Tail;

/// <summary>
/// The batches published last, held once for all readers. A reader asks for batches by number, one after the other;
/// who is too slow finds that some are gone, and how many records they had.
/// </summary>
sealed class LiveBacklog
{
    /// <summary>
    /// Bytes of lines held, 32 MiB: what the pipeline lets on its way at once. The newest batch is held whatever its
    /// size. Readers only filter here, without waiting for a network, so only a want of CPU makes one so slow.
    /// </summary>
    const long MaxBytes = 32 * 1024 * 1024;

    /// <summary>Counted for each record besides its line.</summary>
    const int RecordOverhead = 128;

    /// <summary>Guards everything below.</summary>
    readonly Lock _lock = new();
    readonly List<Batch> _batches = [];

    /// <summary>Batches at the start of the list that are gone already; the list is shifted when they are half of it.</summary>
    int _gone;
    long _bytes;
    long _published;
    long _publishedRecords;

    /// <summary>Number of the oldest batch held; <c>_published</c> if none is.</summary>
    long First => _published - (_batches.Count - _gone);

    /// <summary>Where a reader begins that wants only what comes from now on.</summary>
    public BacklogPosition End
    {
        get
        {
            lock (_lock) return new BacklogPosition(_published, _publishedRecords);
        }
    }

    /// <summary>The list is kept and must not change any more.</summary>
    public void Add(IReadOnlyList<StoredRecord> records)
    {
        long bytes = 0;
        for (var i = 0; i < records.Count; i++) bytes += records[i].Line.Length + RecordOverhead;
        lock (_lock)
        {
            _batches.Add(new Batch(records, bytes, _publishedRecords));
            _published++;
            _publishedRecords += records.Count;
            _bytes += bytes;
            while (_bytes > MaxBytes && _batches.Count - _gone > 1) DropFirst();
        }
    }

    /// <summary>Nobody reads: nothing needs to be held.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _batches.Clear();
            _gone = 0;
            _bytes = 0;
        }
    }

    /// <summary>False at the end. What a reader missed is counted in <paramref name="missed"/>, with what it gets.</summary>
    public bool TryRead(ref BacklogPosition position, out IReadOnlyList<StoredRecord> records, out long missed)
    {
        lock (_lock)
        {
            missed = 0;
            records = [];
            if (position.Batch == _published) return false;
            var number = long.Max(position.Batch, First);
            var batch = number < _published ? _batches[_gone + (int)(number - First)] : new Batch([], 0, _publishedRecords);
            missed = batch.RecordsBefore - position.RecordsBefore;
            records = batch.Records;
            position = new BacklogPosition(long.Min(number + 1, _published), batch.RecordsBefore + records.Count);
            return true;
        }
    }

    void DropFirst()
    {
        _bytes -= _batches[_gone].Bytes;
        _batches[_gone++] = default;
        if (_gone < _batches.Count / 2) return;
        _batches.RemoveRange(0, _gone);
        _gone = 0;
    }

    readonly record struct Batch(IReadOnlyList<StoredRecord> Records, long Bytes, long RecordsBefore);
}

/// <summary>The number of the batch that comes next, and how many records were published before it.</summary>
readonly record struct BacklogPosition(long Batch, long RecordsBefore);
