using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Storage.Segments;
using LogAggregator.Engine.Storage.State;

namespace LogAggregator.Engine.Storage.Opening;

/// <summary>Reads the footers of the segments, and removes what no manifest names.</summary>
static class SegmentOpening
{
    public static FoundSegments Open(StoreCore core, Manifest? manifest, IReadOnlyList<string> names)
    {
        var present = new List<ulong>();
        foreach (var name in names)
            if (StoreFileName.TryParseSegment(name, out var number)) present.Add(number);

        // Without a manifest, a segment whose WAL is there still is taken for half written: the WAL has all of its rows.
        var named = manifest?.Segments.ToList() ?? present.FindAll(number => !names.Contains(StoreFileName.Wal(number)));
        var segments = new List<Segment>();
        var unreadable = new List<ulong>();
        foreach (var number in named.Order())
        {
            if (!present.Contains(number)) core.Tell(Level.Error, $"{StoreFileName.Segment(number)} is gone; so are its records, unless the write-ahead log still has them.");
            else if (TryOpen(core, number) is { } segment) segments.Add(segment);
            else unreadable.Add(number);
        }

        RemoveUnnamed(core, names, present.Except(named));
        foreach (var segment in segments) core.SkipTo(segment.Directory.Bounds.MaxSequence + 1);
        core.SkipTo((manifest?.LastSequence ?? 0) + 1);
        var through = manifest?.SealedThrough ?? segments.Select(segment => segment.Number).DefaultIfEmpty().Max();
        return new FoundSegments([.. segments], [.. unreadable], manifest?.Segments, through);
    }

    /// <summary>The one place where a segment that cannot be read is counted and told; the store opens without it.</summary>
    static Segment? TryOpen(StoreCore core, ulong number)
    {
        var name = StoreFileName.Segment(number);
        try
        {
            using var file = core.Directory.Open(name);
            if (SegmentFooter.TryRead(file, out var directory, out var damagedCopies))
            {
                if (damagedCopies > 0) core.Tell(Level.Warning, $"One of the two directories of {name} is damaged; the other one is used, no record is lost.");
                return new Segment(number, directory!, file.Length, core.Directory, core.Sources);
            }

            core.Tell(Level.Error, $"{name} has no readable directory; its records cannot be shown, all others can. The file is kept.");
        }
        catch (IOException error)
        {
            core.Tell(Level.Error, $"{name} cannot be read; its records cannot be shown, all others can: {error.Message}");
        }

        core.CountDamage();
        return null;
    }

    /// <summary>A segment that a crash left half written, or that retention removed; its rows are elsewhere, or are to be gone.</summary>
    static void RemoveUnnamed(StoreCore core, IReadOnlyList<string> names, IEnumerable<ulong> unnamed)
    {
        if (names.Contains(StoreFileName.NewManifest)) core.DeleteFile(StoreFileName.NewManifest);
        foreach (var number in unnamed) core.DeleteFile(StoreFileName.Segment(number));
    }
}

/// <summary>What the start found of segments.</summary>
/// <param name="Segments">Readable, ascending.</param>
/// <param name="Unreadable">Named, but without a readable directory.</param>
/// <param name="Named">By the manifest, all; null if it is lost.</param>
/// <param name="SealedThrough">WALs up to this number were sealed.</param>
sealed record FoundSegments(
    ImmutableArray<Segment> Segments, ImmutableArray<ulong> Unreadable, ImmutableArray<ulong>? Named, ulong SealedThrough)
{
    /// <summary>
    /// Whether the rows of a WAL are sealed: its segment can be read, or was removed since. Not if the segment should
    /// be there and is not: then the WAL, if a crash left it, still has the rows.
    /// </summary>
    public bool Replaces(ulong wal) =>
        Segments.Any(segment => segment.Number == wal) || (wal <= SealedThrough && Named is { } named && !named.Contains(wal));
}
