using LogAggregator.Engine.Model;

namespace LogAggregator.Engine.Storage.Active;

/// <summary>A record in memory, 32 bytes; its line is in <see cref="LineArena"/>, its sequence is its place.</summary>
readonly record struct ActiveRow(
    long TimestampNs, long ObservedNs, int Source, int Offset, int Length, ushort Slab, Level Level, RecordFlags Flags);
