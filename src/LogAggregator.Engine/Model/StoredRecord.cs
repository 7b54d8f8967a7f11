using System;

namespace LogAggregator.Engine.Model;

/// <summary>A record as the store holds it: the line's bytes and what was decided about them when they arrived.</summary>
/// <param name="Id">Event time and arrival number.</param>
/// <param name="ObservedNs">Docker's time of the line, or the time of arrival; ns since the Unix epoch.</param>
/// <param name="Level">From the line, else INFO.</param>
/// <param name="Flags">What is special about the bytes.</param>
/// <param name="Source">Where it came from.</param>
/// <param name="Line">
/// What was printed, without the last newline; the lines of a multi-line record are joined by <c>\n</c>. Immutable.
/// </param>
public sealed record StoredRecord(
    RecordId Id,
    long ObservedNs,
    Level Level,
    RecordFlags Flags,
    LogSource Source,
    ReadOnlyMemory<byte> Line);
