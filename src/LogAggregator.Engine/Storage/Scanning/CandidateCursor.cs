using System;
using System.Buffers;
using LogAggregator.Engine.Model;

namespace LogAggregator.Engine.Storage.Scanning;

/// <summary>The rows of a chunk or block that can match: collected, then sorted, then decided one by one.</summary>
abstract class CandidateCursor(int capacity) : RowCursor
{
    /// <summary>Shorter runs, on average, are not worth merging.</summary>
    const int MinRun = 8;

    /// <summary>Rows that are printed at once.</summary>
    const int MaxNeighbours = 4096;

    /// <summary>Rows that are decided one by one before the scan is asked whether to go on.</summary>
    const int MaxDecided = 1024;

    Candidate[] _candidates = ArrayPool<Candidate>.Shared.Rent(Math.Max(1, capacity));
    int _count;
    int _position;

    /// <param name="key">The row's place in the order.</param>
    /// <param name="row">Its number in the chunk or block.</param>
    /// <param name="isSure">It matches for sure; no other question is needed.</param>
    public void Add(in SortKey key, int row, bool isSure) => _candidates[_count++] = new Candidate(key, row, isSure);

    public override bool Start()
    {
        Sort(_candidates.AsSpan(0, _count));
        if (_count == 0) return false;
        Key = _candidates[0].Key;
        return true;
    }

    public override StoredRecord? Current(ScanFilter filter)
    {
        ref readonly var candidate = ref _candidates[_position];
        return candidate.IsSure || Matches(candidate.Row, filter) ? RecordAt(candidate.Row) : null;
    }

    public override bool MoveNext()
    {
        if (++_position >= _count) return false;
        Key = _candidates[_position].Key;
        return true;
    }

    public override bool PrintUpTo(in SortKey last, ScanFilter filter, PrintedLines lines)
    {
        for (var decided = 0; _position < _count && _candidates[_position].Key <= last && !lines.IsFull && decided < MaxDecided;)
        {
            var first = _candidates[_position].Row;
            if (_candidates[_position].IsSure) PrintNeighbours(Neighbours(last), lines);
            else
            {
                if (Matches(first, filter)) Print(first, 1, lines);
                _position++;
                decided++;
            }
        }

        if (_position >= _count) return false;
        Key = _candidates[_position].Key;
        return true;
    }

    public override void Dispose()
    {
        ArrayPool<Candidate>.Shared.Return(_candidates);
        _candidates = [];
        _count = 0;
        Release();
    }

    protected abstract bool Matches(int row, ScanFilter filter);

    /// <summary>Prints the lines of some rows that follow each other. Gives how many: 1 at least, and maybe fewer than are asked for.</summary>
    protected abstract int Print(int row, int rows, PrintedLines lines);

    /// <summary>The record's line must outlive the cursor.</summary>
    protected abstract StoredRecord RecordAt(int row);

    protected virtual void Release()
    {
    }

    void PrintNeighbours(int rows, PrintedLines lines)
    {
        while (rows > 0 && !lines.IsFull)
        {
            var printed = Print(_candidates[_position].Row, rows, lines);
            _position += printed;
            rows -= printed;
        }
    }

    /// <summary>How many rows from here on match for sure, follow each other in the chunk or block, and do not stand behind that place.</summary>
    int Neighbours(in SortKey last)
    {
        var (end, offset) = (_position + 1, _candidates[_position].Row - _position);
        while (end < _count && end - _position < MaxNeighbours && _candidates[end] is { IsSure: true } candidate && candidate.Row - end == offset && candidate.Key <= last) end++;
        return end - _position;
    }

    static void Sort(Span<Candidate> candidates)
    {
        // Fast path: one run of a block is in order, or in the opposite one.
        if (IsSorted(candidates, 1)) return;
        if (IsSorted(candidates, -1)) candidates.Reverse();
        else SortRuns(candidates);
    }

    /// <summary>Rows of a batch are mostly in order: runs are merged two by two, which sorting row by row would take several times as long for.</summary>
    static void SortRuns(Span<Candidate> candidates)
    {
        var runs = 0;
        for (var at = 0; at < candidates.Length; at = EndOfRun(candidates, at)) runs++;
        if (runs > candidates.Length / MinRun)
        {
            candidates.Sort();
            return;
        }

        var room = ArrayPool<Candidate>.Shared.Rent(candidates.Length);
        for (; runs > 1; runs = (runs + 1) / 2)
        {
            candidates.CopyTo(room);
            ReadOnlySpan<Candidate> from = room.AsSpan(0, candidates.Length);
            for (var at = 0; at < from.Length;)
            {
                var middle = EndOfRun(from, at);
                var end = middle == from.Length ? middle : EndOfRun(from, middle);
                Merge(from[at..middle], from[middle..end], candidates[at..end]);
                at = end;
            }
        }

        ArrayPool<Candidate>.Shared.Return(room);
    }

    static int EndOfRun(ReadOnlySpan<Candidate> candidates, int at)
    {
        for (at++; at < candidates.Length && candidates[at].Key >= candidates[at - 1].Key;) at++;
        return at;
    }

    static void Merge(ReadOnlySpan<Candidate> left, ReadOnlySpan<Candidate> right, Span<Candidate> target)
    {
        for (int l = 0, r = 0; l + r < target.Length;)
            target[l + r] = r == right.Length || (l < left.Length && left[l].Key <= right[r].Key) ? left[l++] : right[r++];
    }

    static bool IsSorted(ReadOnlySpan<Candidate> candidates, int direction)
    {
        for (var i = 1; i < candidates.Length; i++)
            if (candidates[i].Key.CompareTo(candidates[i - 1].Key) * direction < 0) return false;
        return true;
    }

    readonly record struct Candidate(SortKey Key, int Row, bool IsSure) : IComparable<Candidate>
    {
        public int CompareTo(Candidate other) => Key.CompareTo(other.Key);
    }
}
