using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Threading;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Storage.Columns;
using LogAggregator.Engine.Storage.Segments;
using LogAggregator.Engine.Storage.Sources;

namespace LogAggregator.Engine.Storage.Scanning;

/// <summary>
/// Finds rows in exact order without opening more than it must: a heap of everything that has rows, by the place of
/// its first one. What comes out as an unopened block is opened and put back; what comes out as a row is the next row,
/// since everything else begins behind it. Not for use by two threads at once.
/// </summary>
sealed class Scan(ScanQuery query, CancellationToken cancellationToken) : IDisposable
{
    const int RowsBetweenChecks = 256;

    /// <summary>The first blocks are kept for others, whatever is in them.</summary>
    const int SharedBlocks = 4;

    /// <summary>Behind those, blocks that have rows: with them as many as the cache takes.</summary>
    const int SharedBlocksWithRows = BlockCache.Capacity - SharedBlocks;

    /// <summary>Of more rows most of a block is read: it takes the place of several in the cache.</summary>
    const int FewRows = 100;

    const int PlacesOfMany = 10;

    readonly PriorityQueue<ScanItem, SortKey> _items = new();
    RowCursor? _current;
    bool?[] _excluded = [];
    int _rows;
    int _blocks;
    int _placesWithRows;

    public ScanQuery Query => query;

    /// <summary>For what is made of blocks on the way.</summary>
    public SpareLists Spare { get; } = new();

    /// <summary>Sealed rows count only behind this place: those before it come from memory.</summary>
    public SortKey? SealedAfter { get; set; } = query.After;

    /// <summary>Whether sealed rows within the bounds can match.</summary>
    public bool MayHave(in RowBounds bounds) =>
        !bounds.IsEmpty
        && IsWanted(bounds.LastKey(query.Order))
        && query.Filter.Judge(null, LevelSet.All, bounds.MinTimestampNs, bounds.MaxTimestampNs) != Verdict.NoneMatches;

    /// <summary>Whether a sealed row is behind the place where they begin to count.</summary>
    public bool IsWanted(in SortKey key) => SealedAfter is not { } after || key > after;

    /// <summary>
    /// Where a sealed segment or block is put: at its first row, but not before the rows that memory has. So none is opened
    /// while those last.
    /// </summary>
    public SortKey PlaceOf(in RowBounds bounds)
    {
        var first = bounds.FirstKey(query.Order);
        return SealedAfter is { } after && after > first ? after : first;
    }

    /// <summary>Whether no row of that source can match, whatever its level and time. Asked once for each source.</summary>
    public bool Excludes(int source, SourceTable sources)
    {
        if (source >= _excluded.Length) Array.Resize(ref _excluded, Math.Max(source + 1, sources.Count));
        ref var excluded = ref _excluded[source];
        excluded ??= query.Filter.Judge(sources[source], LevelSet.All, 0, long.MaxValue) == Verdict.NoneMatches;
        return excluded.Value;
    }

    /// <summary>No block is kept for others: all of history is read once.</summary>
    public bool KeepsNone { get; init; }

    /// <summary>
    /// Whether the next block is kept for others: the first ones are, and some more that have rows. Those of a scan that goes on are not: they
    /// would only drive out what others look at.
    /// </summary>
    /// <param name="rows">That may match.</param>
    public bool KeepsNextBlock(RowSet rows)
    {
        if (KeepsNone) return false;
        if (++_blocks <= SharedBlocks) return true;
        if (rows.IsEmpty || _placesWithRows >= SharedBlocksWithRows) return false;
        _placesWithRows += rows.Size > FewRows ? PlacesOfMany : 1;
        return true;
    }

    public void Add(UnopenedItem item) => _items.Enqueue(item, item.Key);

    /// <summary>The scan disposes it. One without rows is disposed at once.</summary>
    public void Add(RowCursor cursor)
    {
        if (cursor.Start()) _items.Enqueue(cursor, cursor.Key);
        else cursor.Dispose();
    }

    public bool TryNext([NotNullWhen(true)] out StoredRecord? record)
    {
        while (TryCurrent(out var cursor))
        {
            if (++_rows % RowsBetweenChecks == 0) cancellationToken.ThrowIfCancellationRequested();
            record = cursor.Current(query.Filter);
            Advance(cursor, cursor.MoveNext());
            if (record is not null) return true;
        }

        record = null;
        return false;
    }

    /// <summary>Adds the lines of the next rows until they are full. False if no rows are left.</summary>
    public bool TryPrint(PrintedLines lines)
    {
        while (!lines.IsFull)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!TryCurrent(out var cursor)) return false;
            var last = _items.TryPeek(out _, out var next) ? next : SortKey.Last;
            Advance(cursor, cursor.PrintUpTo(last, query.Filter, lines));
        }

        return true;
    }

    public void Dispose()
    {
        _current?.Dispose();
        _current = null;
        while (_items.TryDequeue(out var item, out _)) (item as RowCursor)?.Dispose();
    }

    bool TryCurrent([NotNullWhen(true)] out RowCursor? cursor)
    {
        // Fast path: rows of one block follow each other.
        while ((cursor = _current) is null && _items.TryDequeue(out var item, out _))
        {
            if (item is RowCursor opened) _current = opened;
            else Open((UnopenedItem)item);
        }

        return cursor is not null;
    }

    void Open(UnopenedItem item)
    {
        cancellationToken.ThrowIfCancellationRequested();
        item.Open(this);
    }

    void Advance(RowCursor cursor, bool hasMore)
    {
        if (!hasMore)
        {
            _current = null;
            cursor.Dispose();
        }
        else if (_items.TryPeek(out _, out var next) && next < cursor.Key)
        {
            _current = null;
            _items.Enqueue(cursor, cursor.Key);
        }
    }
}
