using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Threading;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Storage.Commit;
using LogAggregator.Engine.Storage.Files;
using LogAggregator.Engine.Storage.Recent;
using LogAggregator.Engine.Storage.Scanning;
using LogAggregator.Engine.Storage.Segments;
using LogAggregator.Engine.Storage.State;

namespace LogAggregator.Engine.Storage.Opening;

/// <summary>Finds out what a directory holds: reads the manifest, the segments' footers, and the WALs whole.</summary>
static class StoreOpening
{
    public static OpenedStore Open(IStorageDirectory directory, int maxRecentRecords, TimeProvider time, Action<StoreEvent>? onEvent)
    {
        var core = NewCore(directory, time, onEvent);
        var names = directory.List();
        VersionCheck.Run(directory, names);
        var found = SegmentOpening.Open(core, ManifestOpening.Read(core, names), names);
        var wals = WalOpening.Open(core, found, names);
        var active = ActiveOf(core, wals, found.SealedThrough, out var sealing);
        core.State.Change(state => state with
        {
            Segments = new SegmentSet(found.Segments, core.DeleteSegment),
            Sealing = sealing,
            Active = active,
            SealedTotals = SegmentTotals.Of(found.Segments),
            Recent = RecentRecords.OfNothing(0),
        });
        core.State.Change(state => state with { Recent = ReadRecent(core, state, maxRecentRecords) });
        return new OpenedStore(core, new ManifestFile(directory, found.SealedThrough, found.Unreadable));
    }

    static StoreCore NewCore(IStorageDirectory directory, TimeProvider time, Action<StoreEvent>? onEvent)
    {
        StoreCore? core = null;
        var empty = new StoreState(new SegmentSet([], segment => core!.DeleteSegment(segment)), [], new Generation(0), RecentRecords.OfNothing(0), new());
        return core = new StoreCore(directory, empty, time, onEvent);
    }

    /// <summary>The last WAL goes on, if it is whole; else its rows are sealed, and a new one begins.</summary>
    static Generation ActiveOf(StoreCore core, List<ReplayedWal> wals, ulong sealedThrough, out ImmutableArray<Generation> sealing)
    {
        var canGoOn = wals.Count > 0 && !wals[^1].IsDamaged && wals[^1].Generation.Number > sealedThrough;
        sealing = [.. wals.SkipLast(canGoOn ? 1 : 0).Select(wal => wal.Generation)];
        if (canGoOn)
        {
            core.OnWalDurable(wals[^1].Generation.Number);
            return wals[^1].Generation;
        }

        var number = Math.Max(sealedThrough, wals.Count > 0 ? wals[^1].Generation.Number : 0) + 1;
        try
        {
            return Cutter.Begin(core, number);
        }
        catch (IOException error) when (StoreFullException.IsToldBy(error))
        {
            core.Tell(Level.Error, "The disk that holds the store is full: records can be read, and are taken again when there is room.");
            return new Generation(number);
        }
    }

    static RecentRecords ReadRecent(StoreCore core, StoreState state, int capacity)
    {
        var newest = ImmutableArray.CreateBuilder<StoredRecord>();
        using var scan = new Scan(new ScanQuery(ScanOrder.NewestFirst, EveryRow.Filter, null), CancellationToken.None);
        foreach (var segment in state.Segments.Segments) SegmentItem.AddTo(scan, segment, core);
        while (newest.Count < capacity && scan.TryNext(out var record)) newest.Add(record);

        // What the disk did not give now may be newer than all that it gave: later scans ask it again.
        return core.ReadFailures > 0 ? RecentRecords.OfNoneSure(capacity) : RecentRecords.OfNewest(capacity, newest.ToImmutable());
    }
}

/// <summary>A store that was read, before its loops run.</summary>
sealed record OpenedStore(StoreCore Core, ManifestFile Manifest);
