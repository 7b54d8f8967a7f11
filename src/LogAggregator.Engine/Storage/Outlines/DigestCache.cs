using System;
using System.Collections.Generic;
using System.Threading;
using LogAggregator.Engine.Storage.Segments;

namespace LogAggregator.Engine.Storage.Outlines;

/// <summary>
/// Keeps what searches asked of blocks last. A search over more blocks than fit would drive out each entry just before it is asked for again; so where the
/// oldest entry is still in use only some of what is new is kept. Any thread.
/// </summary>
/// <param name="maxBytes">Of all entries together.</param>
/// <param name="sizeOf">Bytes of one.</param>
sealed class DigestCache<T>(long maxBytes, Func<T, long> sizeOf)
    where T : class
{
    /// <summary>What an entry takes beside its content.</summary>
    const int EntryBytes = 200;

    /// <summary>An entry that was not asked for while each was this often, on average, is not in use.</summary>
    const int RoundsInUse = 4;

    /// <summary>While all are in use, one of so many new entries is kept.</summary>
    const int KeptOf = 8;

    readonly Lock _lock = new();
    readonly Dictionary<(SegmentName Segment, int Block), LinkedListNode<Entry>> _entries = [];
    readonly LinkedList<Entry> _newestFirst = new();
    long _bytes;
    long _asked;
    long _passedBy;

    public T GetOrRead(SegmentName segment, int block, Func<T> read)
    {
        if (Find((segment, block)) is { } known) return known;
        var found = read();
        lock (_lock)
        {
            if (!_entries.ContainsKey((segment, block))) Add(new Entry((segment, block), found, sizeOf(found) + EntryBytes, _asked));
        }

        return found;
    }

    T? Find((SegmentName Segment, int Block) key)
    {
        lock (_lock)
        {
            _asked++;
            if (!_entries.TryGetValue(key, out var node)) return null;
            _newestFirst.Remove(node);
            node.ValueRef.AskedAt = _asked;
            _newestFirst.AddFirst(node);
            return node.Value.Content;
        }
    }

    void Add(in Entry entry)
    {
        if (_bytes + entry.Bytes > maxBytes && IsInUse(_newestFirst.Last) && ++_passedBy % KeptOf != 0) return;
        _entries[entry.Key] = _newestFirst.AddFirst(entry);
        _bytes += entry.Bytes;
        while (_bytes > maxBytes && _newestFirst.Last is { } oldest)
        {
            _newestFirst.RemoveLast();
            _entries.Remove(oldest.Value.Key);
            _bytes -= oldest.Value.Bytes;
        }
    }

    bool IsInUse(LinkedListNode<Entry>? oldest) => oldest is not null && _asked - oldest.Value.AskedAt <= (long)RoundsInUse * _entries.Count;

    struct Entry((SegmentName Segment, int Block) key, T content, long bytes, long askedAt)
    {
        public readonly (SegmentName Segment, int Block) Key = key;
        public readonly T Content = content;
        public readonly long Bytes = bytes;

        /// <summary>When it was last asked for, counted in all that was asked.</summary>
        public long AskedAt = askedAt;
    }
}
