using System;
using System.Collections.Generic;
using System.IO;
using LogAggregator.Engine.Storage.Files;
using LogAggregator.Engine.Storage.Segments;
using LogAggregator.Engine.Storage.Wal;

namespace LogAggregator.Engine.Storage.Opening;

/// <summary>Looks at the version of every file before anything is changed: what is unknown must not be taken for damage.</summary>
static class VersionCheck
{
    /// <exception cref="StoreVersionException">A newer program wrote one of the files.</exception>
    public static void Run(IStorageDirectory directory, IReadOnlyList<string> names)
    {
        foreach (var name in names)
        {
            if (NewerVersionOf(directory, name) is { } version)
                throw new StoreVersionException($"{name} has version {version}, which a newer log-aggregator wrote; start that one, or use another directory. Nothing was changed.");
        }
    }

    static uint? NewerVersionOf(IStorageDirectory directory, string name)
    {
        var isManifest = name == StoreFileName.Manifest;
        var isWal = StoreFileName.TryParseWal(name, out _);
        var isSegment = SegmentName.TryParse(name, out _);
        if (!isManifest && !isWal && !isSegment) return null;
        try
        {
            using var file = directory.Open(name);
            if (isManifest) return Manifest.NewerVersionOf(Read(file, 0, (int)file.Length));
            if (isWal) return WalHeader.NewerVersionOf(Read(file, 0, WalHeader.Length));
            return SegmentTrailer.NewerVersionOf(Read(file, file.Length - SegmentTrailer.Length, SegmentTrailer.Length))
                ?? SegmentTrailer.NewerVersionOf(Read(file, file.Length - 2 * SegmentTrailer.Length, SegmentTrailer.Length));
        }
        catch (IOException)
        {
            // Opening reads the same file again, and tells.
            return null;
        }
    }

    static ReadOnlySpan<byte> Read(IStorageFile file, long offset, int length)
    {
        if (offset < 0) return [];
        var bytes = new byte[length];
        return bytes.AsSpan(0, file.Read(offset, bytes));
    }
}
