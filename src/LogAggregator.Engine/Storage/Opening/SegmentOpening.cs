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
        var present = new List<SegmentName>();
        foreach (var fileName in names)
            if (SegmentName.TryParse(fileName, out var name)) present.Add(name);

        // Without a manifest, a segment whose WAL is there still is taken for half written: the WAL has all of its rows.
        // And of a compacted one and those it was made of, one is the store: the compacted one, if it is whole.
        var named = manifest?.Segments.ToList() ?? present.FindAll(name => name.First != name.Last || !names.Contains(StoreFileName.Wal(name.First)));
        var segments = new List<Segment>();
        var unreadable = new List<SegmentName>();
        foreach (var name in named.Order())
        {
            if (manifest is null && segments.Exists(segment => segment.Name.Replaces(name))) continue;
            if (!present.Contains(name)) core.Tell(Level.Error, $"{name.FileName} is gone; so are its records, unless the write-ahead log still has them.");
            else if (TryOpen(core, name) is { } segment) segments.Add(segment);
            else unreadable.Add(name);
        }

        RemoveUnnamed(core, names, present.Except(segments.Select(segment => segment.Name)).Except(unreadable));
        foreach (var segment in segments) core.SkipTo(segment.Directory.Bounds.MaxSequence + 1);
        core.SkipTo((manifest?.LastSequence ?? 0) + 1);
        var through = manifest?.SealedThrough ?? segments.Select(segment => segment.Name.Last).DefaultIfEmpty().Max();
        return new FoundSegments([.. segments], [.. unreadable], manifest?.Segments, through);
    }

    /// <summary>The one place where a segment that cannot be read is counted and told; the store opens without it.</summary>
    static Segment? TryOpen(StoreCore core, SegmentName segmentName)
    {
        var name = segmentName.FileName;
        try
        {
            using var file = core.Directory.Open(name);
            if (SegmentFooter.TryRead(file, out var directory, out var damagedCopies))
            {
                if (damagedCopies > 0) core.Tell(Level.Warning, $"One of the two directories of {name} is damaged; the other one is used, no record is lost.");
                return new Segment(segmentName, directory!, file.Length, core.Directory, core.Sources);
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
    static void RemoveUnnamed(StoreCore core, IReadOnlyList<string> names, IEnumerable<SegmentName> unnamed)
    {
        if (names.Contains(StoreFileName.NewManifest)) core.DeleteFile(StoreFileName.NewManifest);
        foreach (var name in unnamed) core.DeleteFile(name.FileName);
    }
}

/// <summary>What the start found of segments.</summary>
/// <param name="Segments">Readable, ascending.</param>
/// <param name="Unreadable">Named, but without a readable directory.</param>
/// <param name="Named">By the manifest, all; null if it is lost.</param>
/// <param name="SealedThrough">WALs up to this number were sealed.</param>
sealed record FoundSegments(
    ImmutableArray<Segment> Segments, ImmutableArray<SegmentName> Unreadable, ImmutableArray<SegmentName>? Named, ulong SealedThrough)
{
    /// <summary>
    /// Whether the rows of a WAL are sealed: its segment can be read, or was removed since. Not if the segment should
    /// be there and is not: then the WAL, if a crash left it, still has the rows.
    /// </summary>
    public bool Replaces(ulong wal) =>
        Segments.Any(segment => segment.Name.Covers(wal)) || (wal <= SealedThrough && Named is { } named && !named.Any(name => name.Covers(wal)));
}
