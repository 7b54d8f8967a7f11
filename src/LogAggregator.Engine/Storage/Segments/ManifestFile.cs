using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using LogAggregator.Engine.Storage.Files;

namespace LogAggregator.Engine.Storage.Segments;

/// <summary>Writes the manifest of an open store. Used by one thread at a time.</summary>
sealed class ManifestFile(IStorageDirectory directory, ulong sealedThrough, ImmutableArray<SegmentName> unreadable)
{
    /// <summary>WALs up to this number are sealed.</summary>
    public ulong SealedThrough { get; private set; } = sealedThrough;

    /// <param name="segments">Those that belong to the store; unreadable ones stay named, so that their files stay.</param>
    /// <param name="sealedThrough">Never goes back.</param>
    /// <param name="lastSequence">The newest record's number.</param>
    public void Write(IEnumerable<Segment> segments, ulong sealedThrough, ulong lastSequence)
    {
        var through = Math.Max(SealedThrough, sealedThrough);
        var names = segments.Select(segment => segment.Name).Concat(unreadable).Distinct().Order();
        new Manifest(through, lastSequence, [.. names]).Write(directory);
        SealedThrough = through;
    }
}
