using System;
using LogAggregator.Engine.Storage.Sealing;

namespace LogAggregator.Engine;

/// <summary>How the embedded store keeps records.</summary>
public sealed record EmbeddedStoreOptions
{
    /// <summary>The folder of all files; made if it is not there. One process at a time.</summary>
    public required string Directory { get; init; }

    /// <summary>
    /// Newest records (by event time) held in memory, besides those that are not sealed yet, so that asking for the
    /// newest touches no block. Default 10,000: about 5 MB. 0 to 1,000,000.
    /// </summary>
    public int MaxRecentRecords { get; init; } = 10_000;

    /// <summary>
    /// Bytes of memory (lines and 40 for each record) after which the active records are sealed. Default 16 MiB: sealing holds
    /// them, their columns and what arrives meanwhile, and the whole process stays under 200 MB (24 MiB: 230); a start reads at most as
    /// much of the WAL again (a fifth of a second). 64 KiB to 256 MiB.
    /// </summary>
    public long MaxActiveBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>
    /// Age of the oldest active record after which they are sealed, however few. Default 1 hour. Retention removes
    /// whole segments: nothing outlives its time by more than that, or, compacted, than a twentieth of what is kept, a day at most.
    /// </summary>
    public TimeSpan MaxActiveAge { get; init; } = TimeSpan.FromHours(1);

    /// <summary>
    /// Smallest time between two syncs of the WAL. Default 5 ms: at most 200 syncs a second, and appends of that time
    /// share one. 0 for one after the other.
    /// </summary>
    public TimeSpan SyncInterval { get; init; } = TimeSpan.FromMilliseconds(5);

    /// <summary>Time between two looks at age and retention. Default 10 s.</summary>
    public TimeSpan MaintenanceInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Records that arrived longer ago are removed, by whole segments. Default: none is. Days, greater than 0.</summary>
    public double? RetentionDays { get; init; }

    /// <summary>Bytes of all files; the oldest segments above it are removed. Default: unlimited.</summary>
    public long? RetentionBytes { get; init; }

    /// <summary>
    /// Bytes of the disk that stay free: with less, the oldest segments are removed, and an event says so. Default
    /// 1 GiB. 0 for never.
    /// </summary>
    public long MinFreeDiskBytes { get; init; } = 1024L * 1024 * 1024;

    /// <summary>When nothing arrived for so long, active records are sealed, and segments made one. Default 30 s.</summary>
    internal TimeSpan Rest { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Fewer active bytes stay as they are when it rests. Default 2 MiB: some thousand records, which a search reads in a
    /// millisecond.
    /// </summary>
    internal long MinRestBytes { get; init; } = 2 * 1024 * 1024;

    /// <summary>Segments are made one at all. Tests that count them say no.</summary>
    internal bool Compacts { get; init; } = true;

    /// <summary>After which a block is full.</summary>
    internal BlockLimits BlockLimits { get; init; } = BlockLimits.Default;

    /// <summary>Cores that a query may use beside its own. Default: all but one.</summary>
    internal int HelperCores { get; init; } = Environment.ProcessorCount - 1;

    /// <summary>Wait before sealing is tried again after a failure; doubles up to ten times of it. Default 1 s.</summary>
    internal TimeSpan SealBackOff { get; init; } = TimeSpan.FromSeconds(1);
}
