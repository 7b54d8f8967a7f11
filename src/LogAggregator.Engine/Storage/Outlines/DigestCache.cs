using System;
using System.Collections.Generic;
using System.Threading;
using LogAggregator.Engine.Storage.Segments;

namespace LogAggregator.Engine.Storage.Outlines;

/// <summary>Keeps what searches asked of blocks last. Any thread.</summary>
/// <param name="maxBytes">Of all entries together.</param>
/// <param name="sizeOf">Bytes of one.</param>
sealed class DigestCache<T>(long maxBytes, Func<T, long> sizeOf)
    where T : class
{
    /// <summary>What an entry takes beside its content.</summary>
    const int EntryBytes = 200;

    readonly Lock _lock = new();
    readonly Dictionary<(SegmentName Segment, int Block), LinkedListNode<Entry>> _entries = [];
    readonly LinkedList<Entry> _newestFirst = new();
    long _bytes;

    public T GetOrRead(SegmentName segment, int block, Func<T> read)
    {
        if (Find((segment, block)) is { } known) return known;
        var found = read();
        lock (_lock)
        {
            if (!_entries.ContainsKey((segment, block))) Add(new Entry((segment, block), found));
        }

        return found;
    }

    T? Find((SegmentName Segment, int Block) key)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue(key, out var node)) return null;
            _newestFirst.Remove(node);
            _newestFirst.AddFirst(node);
            return node.Value.Content;
        }
    }

    void Add(Entry entry)
    {
        _entries[entry.Key] = _newestFirst.AddFirst(entry);
        _bytes += sizeOf(entry.Content) + EntryBytes;
        while (_bytes > maxBytes && _newestFirst.Last is { } oldest)
        {
            _newestFirst.RemoveLast();
            _entries.Remove(oldest.Value.Key);
            _bytes -= sizeOf(oldest.Value.Content) + EntryBytes;
        }
    }

    readonly record struct Entry((SegmentName Segment, int Block) Key, T Content);
}
