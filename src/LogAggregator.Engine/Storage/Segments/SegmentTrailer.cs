using System;
using LogAggregator.Engine.Storage.Encoding;

namespace LogAggregator.Engine.Storage.Segments;

/// <summary>
/// Says where a directory is: magic <c>LAGG-SEG</c>, version (u32), length (u32) and offset (u64) of the directory, its
/// CRC-32C, CRC-32C of these 28 bytes. A segment ends with two of them, each for its own copy of the directory: one
/// flipped bit costs neither the records nor the directory.
/// </summary>
readonly record struct SegmentTrailer(long DirectoryOffset, int DirectoryLength, uint DirectoryCrc)
{
    public const int Length = 32;

    /// <summary>2: blocks may have columns, and orders of rows, that version 1 does not know. Both are read.</summary>
    public const uint Version = 2;

    const uint OldestVersion = 1;

    static ReadOnlySpan<byte> Magic => "LAGG-SEG"u8;

    public void Encode(ByteWriter writer)
    {
        var start = writer.Length;
        writer.Bytes(Magic);
        writer.UInt32(Version);
        writer.UInt32((uint)DirectoryLength);
        writer.UInt64((ulong)DirectoryOffset);
        writer.UInt32(DirectoryCrc);
        writer.UInt32(Crc32C.Of(writer.At(start, Length - 4)));
    }

    /// <summary>The version, if a newer program wrote the file.</summary>
    public static uint? NewerVersionOf(ReadOnlySpan<byte> bytes) => FormatVersion.NewerThan(Version, Magic, bytes);

    public static bool TryDecode(ReadOnlySpan<byte> bytes, long fileLength, out SegmentTrailer trailer)
    {
        trailer = default;
        if (bytes.Length != Length || !bytes.StartsWith(Magic)) return false;
        var reader = new ByteReader(bytes[Magic.Length..]);
        var version = reader.UInt32();
        var length = reader.UInt32();
        trailer = new SegmentTrailer((long)reader.UInt64(), (int)length, reader.UInt32());
        return version is >= OldestVersion and <= Version
            && reader.UInt32() == Crc32C.Of(bytes[..(Length - 4)])
            && trailer is { DirectoryLength: >= 0, DirectoryOffset: >= 0 }
            && trailer.DirectoryOffset <= fileLength - trailer.DirectoryLength;
    }
}
