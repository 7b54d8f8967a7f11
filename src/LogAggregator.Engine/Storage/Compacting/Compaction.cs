using System;
using System.Collections.Immutable;
using System.Linq;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Storage.Sealing;
using LogAggregator.Engine.Storage.Segments;
using LogAggregator.Engine.Storage.State;

namespace LogAggregator.Engine.Storage.Compacting;

/// <summary>
/// Makes one segment of many while there is nothing else to do: fewer, larger blocks, better compressed. The new file is whole
/// and on the disk before the manifest names it in place of the old ones, which stay until their last reader is gone: at every
/// moment each row is in the store once.
/// </summary>
sealed class Compaction(StoreCore core, ManifestFile manifest, EmbeddedStoreOptions options)
{
    /// <summary>The level of <c>zstd</c>: level 19 gains one percent more for twice the work (bench/results/store.md).</summary>
    const int CompressionLevel = 12;

    /// <summary>Blocks of more lines would be smaller by a percent, and take the whole process over 200 MB while they are made.</summary>
    const int MaxLineBytes = 20 * 1024 * 1024;

    /// <summary>So many segments are compacted even while others are sealed.</summary>
    const int MaxSegments = 256;

    /// <summary>After a failure.</summary>
    static readonly TimeSpan BackOff = TimeSpan.FromMinutes(10);

    readonly BlockLimits _blocks = options.BlockLimits with { MaxLineBytes = Math.Min(MaxLineBytes, options.BlockLimits.MaxLineBytes) };
    readonly CompactionLimits _limits = CompactionLimits.Of(options);
    long? _failed;
    bool _manifestIsDoubtful;

    /// <summary>There are so many segments that waiting for rest is no use.</summary>
    public bool IsUrgent => core.State.Value.Segments.Segments.Length > MaxSegments;

    /// <summary>Blocks its thread for seconds, unless told to stop. For the thread that changes the manifest.</summary>
    /// <param name="mayGoOn">Asked between two blocks.</param>
    /// <returns>True if there may be more to do.</returns>
    public bool Run(Func<bool> mayGoOn)
    {
        if (!options.Compacts || (_failed is { } failed && core.Time.GetElapsedTime(failed) < BackOff)) return false;
        var segments = core.State.Value.Segments.Segments;
        var facts = segments.Select(FactsOf).ToArray();
        var (start, count) = CompactionChoice.Choose(facts, _limits).GetOffsetAndLength(facts.Length);
        return count > 0 && TryReplace(segments.Slice(start, count), mayGoOn);
    }

    static CompactionFacts FactsOf(Segment segment) => new(
        segment.Name,
        segment.Directory.Sources.Sum(source => source.Totals.LineBytes),
        segment.FileLength,
        segment.Directory.FirstArrivalNs,
        segment.Directory.LastArrivalNs,
        !Enumerable.Range(0, segment.Directory.Blocks.Length).Any(segment.IsDamaged));

    /// <summary>The one place where a failure is told; the segments stay as they are, and it is tried again later.</summary>
    bool TryReplace(ImmutableArray<Segment> segments, Func<bool> mayGoOn)
    {
        try
        {
            ConfirmManifest();
            if (!HasRoomFor(segments) || CompactedSegment.Write(core, segments, _blocks, CompressionLevel, mayGoOn) is not { } compacted) return false;
            Replace(segments, compacted);
            _failed = null;
            return true;
        }
        catch (Exception error)
        {
            // Also a defect: sealing must go on.
            if (_failed is null) core.Tell(Level.Warning, $"Segments cannot be made one now; they stay as they are, nothing is lost: {error.Message}");
            _failed = core.Time.GetTimestamp();
            return false;
        }
    }

    /// <summary>A manifest that failed may be on the disk still, and name a file that would be written again now.</summary>
    void ConfirmManifest()
    {
        if (!_manifestIsDoubtful) return;
        manifest.Write(core.State.Value.Segments.Segments, 0, core.LastSequence);
        _manifestIsDoubtful = false;
    }

    bool HasRoomFor(ImmutableArray<Segment> segments) =>
        core.Directory.FreeBytes - options.MinFreeDiskBytes > segments.Sum(segment => segment.FileLength);

    void Replace(ImmutableArray<Segment> segments, Segment compacted)
    {
        var after = core.State.Value.Segments.Replace(segments, compacted);
        _manifestIsDoubtful = true;
        manifest.Write(after, 0, core.LastSequence);
        _manifestIsDoubtful = false;
        foreach (var segment in segments) core.Retire(segment);
        core.State.Change(state => state with { Segments = state.Segments.With(after) });
        var before = segments.Sum(segment => segment.FileLength);
        core.Tell(Level.Info, $"Made one segment of {segments.Length}: {compacted.FileName}, {compacted.FileLength} bytes in place of {before}.");
    }
}
