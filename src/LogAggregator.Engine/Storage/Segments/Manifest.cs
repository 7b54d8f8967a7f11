using System;
using System.Collections.Immutable;
using LogAggregator.Engine.Storage.Encoding;
using LogAggregator.Engine.Storage.Files;

namespace LogAggregator.Engine.Storage.Segments;

/// <summary>
/// Which segments belong to the store. Replaced as a whole, in one step: magic <c>LAGG-MAN</c>, version (u32), the members
/// as varints, CRC-32C of everything before it.
/// </summary>
/// <param name="SealedThrough">WALs up to this number are in segments, or were: they have no meaning any more.</param>
/// <param name="LastSequence">The store gave records this number and those below.</param>
/// <param name="Segments">Oldest first.</param>
sealed record Manifest(ulong SealedThrough, ulong LastSequence, ImmutableArray<SegmentName> Segments)
{
    public const uint Version = 1;

    static ReadOnlySpan<byte> Magic => "LAGG-MAN"u8;

    public static Manifest Empty { get; } = new(0, 0, []);

    /// <summary>Durable on return. If it fails, the old one stays.</summary>
    public void Write(IStorageDirectory directory)
    {
        var writer = new ByteWriter();
        Encode(writer);
        directory.Replace(StoreFileName.Manifest, StoreFileName.NewManifest, writer.Written);
    }

    public void Encode(ByteWriter writer)
    {
        writer.Bytes(Magic);
        writer.UInt32(Version);
        writer.Varint(SealedThrough);
        writer.Varint(LastSequence);
        writer.Varint((ulong)Segments.Length);
        foreach (var name in Segments)
        {
            writer.Varint(name.Last);
            writer.Varint(name.Last - name.First);
        }

        writer.UInt32(Crc32C.Of(writer.Written));
    }

    /// <summary>The version, if a newer program wrote the file.</summary>
    public static uint? NewerVersionOf(ReadOnlySpan<byte> bytes) => FormatVersion.NewerThan(Version, Magic, bytes);

    public static bool TryDecode(ReadOnlySpan<byte> bytes, out Manifest manifest)
    {
        manifest = Empty;
        if (bytes.Length < Magic.Length + 8 || !bytes.StartsWith(Magic)) return false;
        if (new ByteReader(bytes[^4..]).UInt32() != Crc32C.Of(bytes[..^4])) return false;
        var reader = new ByteReader(bytes[Magic.Length..^4]);
        if (reader.UInt32() != Version) return false;
        var (sealedThrough, lastSequence) = (reader.Varint(), reader.Varint());
        var segments = new SegmentName[reader.Count(2)];
        foreach (ref var name in segments.AsSpan())
        {
            var last = reader.Varint();
            name = new SegmentName(last - reader.Varint(), last);
        }

        manifest = new Manifest(sealedThrough, lastSequence, [.. segments]);
        return reader.IsComplete;
    }
}
