using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.IO;
using System.Linq;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Storage.Segments;
using LogAggregator.Engine.Storage.State;

namespace LogAggregator.Engine.Storage.Retention;

/// <summary>Removes the segments that must go. Their files are deleted when the last scan over them ends.</summary>
sealed class RetentionRound(StoreCore core, ManifestFile manifest, RetentionLimits limits)
{
    public void Run()
    {
        var state = core.State.Value;
        var facts = state.Segments.Segments.Select(segment => new SegmentFacts(segment.Name.Last, segment.Directory.LastArrivalNs, segment.FileLength));
        var drops = RetentionChoice.Choose(facts, core.DiskBytes, FreeBytes(), core.NowNs(), limits);
        if (drops.Count > 0) Remove(state, drops);
    }

    /// <summary>With what is free as soon as the last reader of it ends: removing more for the same want would be too much.</summary>
    long FreeBytes()
    {
        // Read first: a file that goes in between is then counted twice for once, not removed for.
        var retired = core.RetiredBytes;
        return limits.MinFreeBytes > 0 ? Math.Min(core.Directory.FreeBytes, long.MaxValue - retired) + retired : long.MaxValue;
    }

    void Remove(StoreState state, List<RetentionDrop> drops)
    {
        var gone = state.Segments.Segments.Where(segment => drops.Exists(drop => drop.Number == segment.Name.Last)).ToImmutableArray();
        var kept = state.Segments.Segments.RemoveRange(gone);
        var isNamed = TryWriteManifest(kept);
        foreach (var segment in gone) core.Retire(segment);
        core.State.Change(current => current with
        {
            Segments = current.Segments.Without(gone),
            Recent = current.Recent.Without(gone),
            SealedTotals = SegmentTotals.Of(kept),
        });
        foreach (var drop in drops) Tell(drop, gone.First(segment => segment.Name.Last == drop.Number));

        // A full disk has no room for a new manifest before the files are gone. One that names too much does no harm.
        if (!isNamed) manifest.Write(kept, 0, core.LastSequence);
    }

    bool TryWriteManifest(ImmutableArray<Segment> kept)
    {
        try
        {
            manifest.Write(kept, 0, core.LastSequence);
            return true;
        }
        catch (IOException error) when (StoreFullException.IsToldBy(error))
        {
            return false;
        }
    }

    void Tell(RetentionDrop drop, Segment segment)
    {
        var records = segment.Directory.Sources.Sum(source => source.Totals.Records);
        var until = DateTimeOffset.UnixEpoch.AddTicks(segment.Directory.LastArrivalNs / 100).ToString("u", CultureInfo.InvariantCulture);
        var reason = drop.Reason switch
        {
            RetentionReason.Age => "it is older than retention keeps",
            RetentionReason.Size => "the store is larger than retention allows",
            _ => "the disk has too little free space",
        };
        core.Tell(
            drop.Reason == RetentionReason.FreeDisk ? Level.Warning : Level.Info,
            $"Removed {segment.FileName} with {records} records that arrived until {until}: {reason}.");
    }
}
