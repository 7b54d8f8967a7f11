using System;
using LogAggregator.Engine.Model;

namespace LogAggregator.Engine.Query.Execution;

/// <summary>What a filter may ask of a record: enough to decide rows of a block without making records of them.</summary>
/// <param name="Source">The interned source: the same reference for the same source makes a scan fast.</param>
/// <param name="Id">Event time and arrival number.</param>
/// <param name="Level">The record's level.</param>
/// <param name="Flags">What is special about the bytes.</param>
/// <param name="Line">The bytes; read only while it is decided.</param>
public readonly record struct RecordView(
    LogSource Source, RecordId Id, Level Level, RecordFlags Flags, ReadOnlyMemory<byte> Line)
{
    /// <summary>Event time, ns since the Unix epoch.</summary>
    public long TimestampNs => Id.TimestampNs;
}
