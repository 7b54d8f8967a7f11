using System;
using System.Buffers;
using LogAggregator.Engine.Model;

namespace LogAggregator.Engine.Storage.Scanning;

/// <summary>The candidates of a chunk or block in the scan's order, one after the other.</summary>
abstract class RowCursor(int capacity) : ScanItem, IDisposable
{
    Candidate[] _candidates = ArrayPool<Candidate>.Shared.Rent(Math.Max(1, capacity));
    int _count;
    int _position;

    /// <param name="key">The row's place in the order.</param>
    /// <param name="row">Its number in the chunk or block.</param>
    /// <param name="isSure">It matches for sure; no other question is needed.</param>
    public void Add(in SortKey key, int row, bool isSure) => _candidates[_count++] = new Candidate(key, row, isSure);

    /// <summary>Sorts what was added. False if that is nothing.</summary>
    public bool Start()
    {
        _candidates.AsSpan(0, _count).Sort();
        if (_count == 0) return false;
        Key = _candidates[0].Key;
        return true;
    }

    /// <summary>The record at the current place, or null if the filter refuses it.</summary>
    public StoredRecord? Current(ScanFilter filter)
    {
        ref readonly var candidate = ref _candidates[_position];
        return candidate.IsSure || Matches(candidate.Row, filter) ? RecordAt(candidate.Row) : null;
    }

    public bool MoveNext()
    {
        if (++_position >= _count) return false;
        Key = _candidates[_position].Key;
        return true;
    }

    public void Dispose()
    {
        ArrayPool<Candidate>.Shared.Return(_candidates);
        _candidates = [];
        _count = 0;
        Release();
    }

    protected abstract bool Matches(int row, ScanFilter filter);

    /// <summary>The record's line must outlive the cursor.</summary>
    protected abstract StoredRecord RecordAt(int row);

    /// <summary>Gives back what the rows are in.</summary>
    protected virtual void Release()
    {
    }

    readonly record struct Candidate(SortKey Key, int Row, bool IsSure) : IComparable<Candidate>
    {
        public int CompareTo(Candidate other) => Key.CompareTo(other.Key);
    }
}
