using System;
using System.IO;
using System.Linq;
using LogAggregator.Engine.Storage;
using LogAggregator.Engine.Storage.Columns;
using LogAggregator.Engine.Storage.Files;
using LogAggregator.Engine.Storage.Opening;
using LogAggregator.Engine.Storage.Segments;
using LogAggregator.Engine.Storage.Sources;
using LogAggregator.Engine.Storage.Wal;

namespace LogAggregator.Engine;

/// <summary>
/// Reads everything in a store's folder that no service has open, each checksum and each line, and tells what is wrong
/// where. Changes nothing.
/// </summary>
public sealed class StoreVerification
{
    readonly IStorageDirectory _folder;
    readonly Action<string> _tell;

    StoreVerification(IStorageDirectory folder, Action<string> tell)
    {
        _folder = folder;
        _tell = tell;
    }

    /// <summary>Places that cannot be read. A last write that was not finished is none.</summary>
    public int DamagedPlaces { get; private set; }

    /// <summary>Records that can be read.</summary>
    public long Records { get; private set; }

    /// <param name="directory">The store's folder.</param>
    /// <param name="tell">Gets a sentence for each file, and for each damaged place.</param>
    /// <exception cref="StoreInUseException">A service has it open.</exception>
    /// <exception cref="StoreVersionException">A newer program wrote it.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static StoreVerification Run(string directory, Action<string> tell)
    {
        if (!Directory.Exists(directory)) throw new DirectoryNotFoundException($"There is no directory {directory}.");
        return Run(new DiskDirectory(directory), tell);
    }

    internal static StoreVerification Run(IStorageDirectory folder, Action<string> tell)
    {
        using var held = folder.Lock();
        var verification = new StoreVerification(folder, tell);
        var names = folder.List().Order(StringComparer.Ordinal).ToList();
        VersionCheck.Run(folder, names);
        var wals = names.Where(name => StoreFileName.TryParseWal(name, out _)).ToList();
        if (names.Contains(StoreFileName.Manifest)) verification.ReadManifest();
        foreach (var name in names)
        {
            if (SegmentName.TryParse(name, out var segment)) verification.ReadSegment(segment);
            else if (wals.Contains(name)) verification.ReadWal(name, isLast: name == wals[^1]);
        }

        return verification;
    }

    void ReadManifest()
    {
        using var file = _folder.Open(StoreFileName.Manifest);
        var bytes = new byte[file.Length];
        if (file.Read(0, bytes) < bytes.Length || !Manifest.TryDecode(bytes, out _)) Damage(StoreFileName.Manifest, "its checksum is wrong");
    }

    void ReadSegment(SegmentName segmentName)
    {
        var name = segmentName.FileName;
        using var file = _folder.Open(name);
        if (!SegmentFooter.TryRead(file, out var directory, out var damagedCopies))
        {
            Damage(name, "it has no readable directory");
            return;
        }

        if (damagedCopies > 0) Damage(name, "one of its two directories is damaged; the other one is used");
        var segment = new Segment(segmentName, directory!, file.Length, _folder, new SourceTable());
        var before = Records;
        for (var index = 0; index < directory!.Blocks.Length; index++) ReadBlock(segment, index);
        _tell($"{name}: {Records - before} records in {directory.Blocks.Length} blocks, {file.Length} bytes");
    }

    void ReadBlock(Segment segment, int index)
    {
        try
        {
            segment.ReadTokens(index);
            segment.ReadOutline(index);
            var block = segment.ReadBlock(index);
            var line = new ValueList();
            for (var row = 0; row < block.Count; row++)
            {
                line.Clear();
                block.AppendLine(row, line);
            }

            Records += block.Count;
        }
        catch (CorruptBlockException error)
        {
            Damage(segment.FileName, $"block {index}: {error.Message}");
        }
    }

    void ReadWal(string name, bool isLast)
    {
        using var file = _folder.Open(name);
        var records = 0L;
        var result = WalReplay.Run(file, isLast, (in content, batch) => records += batch.Count);
        if (result.Damaged > 0) Damage(name, $"{result.Damaged} frames are damaged", result.Damaged);
        if (result.TornBytes > 0) _tell($"{name}: the last {result.TornBytes} bytes are of a write that was not finished; nothing that was acknowledged is in them");
        Records += records;
        _tell($"{name}: {records} records, {file.Length} bytes");
    }

    void Damage(string name, string what, int places = 1)
    {
        DamagedPlaces += places;
        _tell($"{name}: DAMAGED: {what}");
    }
}
