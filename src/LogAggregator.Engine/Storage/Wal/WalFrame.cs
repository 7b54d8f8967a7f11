using System;
using System.Buffers.Binary;
using LogAggregator.Engine.Storage.Encoding;

namespace LogAggregator.Engine.Storage.Wal;

/// <summary>
/// One frame of a WAL: magic <c>FRM1</c>, payload length (u32), synced length (u64), CRC-32C of these 16 bytes and the
/// payload (u32), payload.
/// </summary>
/// <param name="Offset">Of the frame in the file.</param>
/// <param name="PayloadLength">Bytes behind the 20 of the frame's head.</param>
/// <param name="SyncedLength">
/// Bytes of this file that were known to be on the disk when the frame was written. A damaged frame before that was
/// whole once and rotted; one behind it was never finished.
/// </param>
readonly record struct WalFrame(long Offset, int PayloadLength, long SyncedLength)
{
    public const int HeadLength = 20;

    /// <summary>256 MiB: eight times of what the pipeline lets in at once.</summary>
    public const int MaxPayloadLength = 256 * 1024 * 1024;

    public static ReadOnlySpan<byte> Magic => "FRM1"u8;

    public long End => Offset + HeadLength + PayloadLength;

    /// <summary>Room for the head; <see cref="Finish"/> fills it.</summary>
    public static int Begin(ByteWriter writer)
    {
        var start = writer.Length;
        writer.Reserve(HeadLength);
        return start;
    }

    public static void Finish(ByteWriter writer, int start, long syncedLength)
    {
        var frame = writer.At(start, writer.Length - start);
        Magic.CopyTo(frame);
        BinaryPrimitives.WriteInt32LittleEndian(frame[4..], frame.Length - HeadLength);
        BinaryPrimitives.WriteInt64LittleEndian(frame[8..], syncedLength);
        BinaryPrimitives.WriteUInt32LittleEndian(frame[16..], Crc32C.Of(frame[..16], frame[HeadLength..]));
    }

    /// <summary>Reads the head alone; whether the payload is whole says <see cref="IsWhole"/>.</summary>
    public static bool TryDecodeHead(ReadOnlySpan<byte> head, long offset, out WalFrame frame)
    {
        frame = default;
        if (head.Length < HeadLength || !head.StartsWith(Magic)) return false;
        frame = new WalFrame(offset, BinaryPrimitives.ReadInt32LittleEndian(head[4..]), BinaryPrimitives.ReadInt64LittleEndian(head[8..]));
        return frame.PayloadLength is >= 0 and <= MaxPayloadLength;
    }

    public static bool IsWhole(ReadOnlySpan<byte> head, ReadOnlySpan<byte> payload) =>
        BinaryPrimitives.ReadUInt32LittleEndian(head[16..]) == Crc32C.Of(head[..16], payload);
}
