using System;
using System.Collections.Generic;
using System.Threading;

namespace LogAggregator.Engine.Storage.Tokens;

/// <summary>Keeps the filters that searches for ids asked last. Any thread.</summary>
/// <param name="maxBytes">Of all filters together.</param>
sealed class TokenFilterCache(long maxBytes = TokenFilterCache.DefaultMaxBytes)
{
    /// <summary>8 MiB: the filters of some 400 MB of segments, or 25 million records.</summary>
    public const long DefaultMaxBytes = 8 << 20;

    /// <summary>What an entry takes beside the filter's bytes.</summary>
    const int EntryBytes = 200;

    readonly Lock _lock = new();
    readonly Dictionary<(ulong Segment, int Block), LinkedListNode<Entry>> _entries = [];
    readonly LinkedList<Entry> _newestFirst = new();
    long _bytes;

    public TokenFilter GetOrRead(ulong segment, int block, Func<TokenFilter> read)
    {
        if (Find((segment, block)) is { } known) return known;
        var filter = read();
        lock (_lock)
        {
            if (!_entries.ContainsKey((segment, block))) Add(new Entry((segment, block), filter));
        }

        return filter;
    }

    TokenFilter? Find((ulong Segment, int Block) key)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue(key, out var node)) return null;
            _newestFirst.Remove(node);
            _newestFirst.AddFirst(node);
            return node.Value.Filter;
        }
    }

    void Add(Entry entry)
    {
        _entries[entry.Key] = _newestFirst.AddFirst(entry);
        _bytes += entry.Filter.Size + EntryBytes;
        while (_bytes > maxBytes && _newestFirst.Last is { } oldest)
        {
            _newestFirst.RemoveLast();
            _entries.Remove(oldest.Value.Key);
            _bytes -= oldest.Value.Filter.Size + EntryBytes;
        }
    }

    readonly record struct Entry((ulong Segment, int Block) Key, TokenFilter Filter);
}
