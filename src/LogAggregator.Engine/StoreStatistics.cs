using LogAggregator.Engine.Model;

namespace LogAggregator.Engine;

/// <summary>What the store holds now.</summary>
/// <param name="Records">Records held.</param>
/// <param name="LineBytes">Bytes of their lines as printed.</param>
/// <param name="DiskBytes">Bytes of all files of the store.</param>
/// <param name="Segments">Immutable segment files.</param>
/// <param name="DamagedBlocks">Blocks found unreadable since the start; their records cannot be shown.</param>
/// <param name="OldestTimestampNs">Smallest event time held, 0 if there is none.</param>
/// <param name="NewestTimestampNs">Greatest event time held, 0 if there is none.</param>
/// <param name="Full">The last append failed for want of disk space.</param>
public sealed record StoreStatistics(
    long Records,
    long LineBytes,
    long DiskBytes,
    int Segments,
    int DamagedBlocks,
    long OldestTimestampNs,
    long NewestTimestampNs,
    bool Full);

/// <summary>Totals of one source.</summary>
/// <param name="Source">The source.</param>
/// <param name="Records">Records held.</param>
/// <param name="LineBytes">Bytes of their lines.</param>
/// <param name="Errors">Records of level ERROR or CRITICAL.</param>
/// <param name="FirstTimestampNs">Smallest event time.</param>
/// <param name="LastTimestampNs">Greatest event time.</param>
public sealed record SourceStatistics(
    LogSource Source, long Records, long LineBytes, long Errors, long FirstTimestampNs, long LastTimestampNs);
