using System;
using LogAggregator.Engine.Model;

namespace LogAggregator.Engine.Storage.Blocks;

/// <summary>A record on its way into a block; its source is the segment's number of it.</summary>
readonly ref struct BlockRow(RecordId id, long observedNs, int source, Level level, RecordFlags flags, ReadOnlySpan<byte> line)
{
    public RecordId Id { get; } = id;

    public long ObservedNs { get; } = observedNs;

    public int Source { get; } = source;

    public Level Level { get; } = level;

    public RecordFlags Flags { get; } = flags;

    public ReadOnlySpan<byte> Line { get; } = line;
}
