using System;
using System.Buffers.Binary;
using LogAggregator.Engine.Storage.Encoding;

namespace LogAggregator.Engine.Storage.Wal;

/// <summary>
/// One frame of a WAL: the file's salt (u64), payload length (u32), synced length (u64), CRC-32C of these 20 bytes (u32),
/// CRC-32C of the payload (u32), payload.
/// </summary>
/// <param name="Offset">Of the frame in the file.</param>
/// <param name="PayloadLength">Bytes behind the 28 of the frame's head.</param>
/// <param name="SyncedLength">
/// Bytes of this file that were known to be on the disk when the frame was written. A damaged frame before that was
/// whole once and rotted; one behind it was never finished.
/// </param>
readonly record struct WalFrame(long Offset, int PayloadLength, long SyncedLength)
{
    public const int SaltLength = 8;

    public const int HeadLength = 28;

    /// <summary>256 MiB: eight times of what the pipeline lets in at once.</summary>
    public const int MaxPayloadLength = 256 * 1024 * 1024;

    const int CheckedLength = 20;

    public long End => Offset + HeadLength + PayloadLength;

    /// <summary>Room for the head; <see cref="Finish"/> fills it.</summary>
    public static int Begin(ByteWriter writer)
    {
        var start = writer.Length;
        writer.Reserve(HeadLength);
        return start;
    }

    public static void Finish(ByteWriter writer, int start, ulong salt, long syncedLength)
    {
        var frame = writer.At(start, writer.Length - start);
        BinaryPrimitives.WriteUInt64LittleEndian(frame, salt);
        BinaryPrimitives.WriteInt32LittleEndian(frame[8..], frame.Length - HeadLength);
        BinaryPrimitives.WriteInt64LittleEndian(frame[12..], syncedLength);
        BinaryPrimitives.WriteUInt32LittleEndian(frame[20..], Crc32C.Of(frame[..CheckedLength]));
        BinaryPrimitives.WriteUInt32LittleEndian(frame[24..], Crc32C.Of(frame[HeadLength..]));
    }

    public static ulong SaltOf(ReadOnlySpan<byte> head) => BinaryPrimitives.ReadUInt64LittleEndian(head);

    /// <summary>Reads the head alone, of a frame of any file; whether the payload is whole says <see cref="IsWhole"/>.</summary>
    public static bool TryDecodeHead(ReadOnlySpan<byte> head, long offset, out WalFrame frame)
    {
        frame = default;
        if (head.Length < HeadLength || BinaryPrimitives.ReadUInt32LittleEndian(head[20..]) != Crc32C.Of(head[..CheckedLength])) return false;
        frame = new WalFrame(offset, BinaryPrimitives.ReadInt32LittleEndian(head[8..]), BinaryPrimitives.ReadInt64LittleEndian(head[12..]));
        return frame.PayloadLength is >= 0 and <= MaxPayloadLength;
    }

    public static bool IsWhole(ReadOnlySpan<byte> head, ReadOnlySpan<byte> payload) =>
        BinaryPrimitives.ReadUInt32LittleEndian(head[24..]) == Crc32C.Of(payload);
}
