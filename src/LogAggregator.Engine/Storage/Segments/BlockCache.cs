using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using LogAggregator.Engine.Storage.Blocks;

namespace LogAggregator.Engine.Storage.Segments;

/// <summary>
/// Keeps the blocks opened last, so that searches that follow each other decode nothing twice: many of which little was read, or a few that were read
/// whole. Any thread.
/// </summary>
sealed class BlockCache
{
    public const int Capacity = 24;

    /// <summary>Six blocks read whole, of some 10 MiB each: what a page of a busy store looks at.</summary>
    public const long MaxBytes = 60 << 20;

    readonly Lock _lock = new();
    readonly LinkedList<Entry> _newestFirst = new();

    public ColumnBlock GetOrOpen(SegmentName segment, int index, Func<ColumnBlock> open)
    {
        if (Find(segment, index) is { } known) return known;
        var block = open();
        Add(segment, index, block);
        return block;
    }

    /// <summary>Does nothing where the block is here already.</summary>
    public void Add(SegmentName segment, int index, ColumnBlock block)
    {
        lock (_lock)
        {
            if (_newestFirst.Any(entry => entry.Segment == segment && entry.Index == index)) return;
            _newestFirst.AddFirst(new Entry(segment, index, block));
            Shrink();
        }
    }

    /// <summary>Lets go what nobody asked for since the last call.</summary>
    public void DropUnused()
    {
        lock (_lock)
        {
            for (var node = _newestFirst.First; node is not null;)
            {
                var next = node.Next;
                if (node.ValueRef.Used) node.ValueRef.Used = false;
                else _newestFirst.Remove(node);
                node = next;
            }
        }
    }

    public ColumnBlock? Find(SegmentName segment, int index)
    {
        lock (_lock)
        {
            for (var node = _newestFirst.First; node is not null; node = node.Next)
            {
                if (node.ValueRef.Segment != segment || node.ValueRef.Index != index) continue;
                node.ValueRef.Used = true;
                _newestFirst.Remove(node);
                _newestFirst.AddFirst(node);
                Shrink();
                return node.ValueRef.Block;
            }

            return null;
        }
    }

    /// <summary>Also where nothing was added: blocks grow as more of them is read.</summary>
    void Shrink()
    {
        var bytes = _newestFirst.Sum(entry => entry.Block.Buffers.Length);
        while (_newestFirst.Count > Capacity || (bytes > MaxBytes && _newestFirst.Count > 1))
        {
            bytes -= _newestFirst.Last!.ValueRef.Block.Buffers.Length;
            _newestFirst.RemoveLast();
        }
    }

    struct Entry(SegmentName segment, int index, ColumnBlock block)
    {
        public readonly SegmentName Segment = segment;
        public readonly int Index = index;
        public readonly ColumnBlock Block = block;
        public bool Used = true;
    }
}
