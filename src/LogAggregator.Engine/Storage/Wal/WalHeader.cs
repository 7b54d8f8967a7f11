using System;
using System.Buffers.Binary;
using LogAggregator.Engine.Storage.Encoding;

namespace LogAggregator.Engine.Storage.Wal;

/// <summary>
/// The first 48 bytes of a WAL file: magic <c>LAGG-WAL</c>, version (u32), number (u64), first sequence (u64),
/// creation (i64, ns since the Unix epoch), salt (u64), CRC-32C of these 44 bytes.
/// </summary>
/// <param name="Number">Of the generation.</param>
/// <param name="FirstSequence">Of the first row.</param>
/// <param name="CreatedNs">When it was made.</param>
/// <param name="Salt">Begins each frame of this file and of no other.</param>
readonly record struct WalHeader(ulong Number, ulong FirstSequence, long CreatedNs, ulong Salt)
{
    public const int Length = 48;

    public const uint Version = 1;

    static ReadOnlySpan<byte> Magic => "LAGG-WAL"u8;

    /// <summary>
    /// Nobody who sends lines may guess it, or a line could hold a frame: so it does not come from a generator that a
    /// test could seed, but from the system's, as the last half of a random identifier, without loading a library of
    /// cryptography at each start.
    /// </summary>
    public static ulong NewSalt()
    {
        Span<byte> identifier = stackalloc byte[16];
        Guid.NewGuid().TryWriteBytes(identifier);
        return BinaryPrimitives.ReadUInt64LittleEndian(identifier[8..]);
    }

    public void Encode(ByteWriter writer)
    {
        var start = writer.Length;
        writer.Bytes(Magic);
        writer.UInt32(Version);
        writer.UInt64(Number);
        writer.UInt64(FirstSequence);
        writer.Int64(CreatedNs);
        writer.UInt64(Salt);
        writer.UInt32(Crc32C.Of(writer.At(start, Length - 4)));
    }

    /// <summary>False for anything else, also for another version.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, out WalHeader header)
    {
        header = default;
        if (bytes.Length < Length || !bytes.StartsWith(Magic)) return false;
        var reader = new ByteReader(bytes[Magic.Length..Length]);
        var version = reader.UInt32();
        header = new WalHeader(reader.UInt64(), reader.UInt64(), reader.Int64(), reader.UInt64());
        return version == Version && reader.UInt32() == Crc32C.Of(bytes[..(Length - 4)]);
    }

    /// <summary>The version, if a newer program wrote the file.</summary>
    public static uint? NewerVersionOf(ReadOnlySpan<byte> bytes) => bytes.Length < Length ? null : FormatVersion.NewerThan(Version, Magic, bytes[..Length]);
}
