using System;
using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using LogAggregator.Engine.Model;

namespace LogAggregator.Collect.Docker.Positions;

/// <summary>
/// Bytes of a position. Version (1), flags, five times, then messages: each the stream, its time less the time before
/// it (zigzag, 7 bits a byte, low first) and its hash (4 bytes, little endian). A window has the version and messages alone.
/// </summary>
static class PositionCodec
{
    const byte Version = 1;
    const byte DrainedFlag = 1;
    const byte FromBeginningFlag = 2;

    public static byte[] Encode(ContainerPosition position)
    {
        var writer = new ArrayBufferWriter<byte>(64 + position.Anchors.Count * 10);
        writer.Write([Version, (byte)((position.Drained ? DrainedFlag : 0) | (position.FromBeginning ? FromBeginningFlag : 0))]);
        foreach (var time in (ReadOnlySpan<long>)[position.StartedNs, position.FirstNs, position.VerifiedNs, position.StdoutHighNs, position.StderrHighNs])
            WriteVarint(writer, (ulong)time);
        WriteMessages(writer, position.Anchors);
        return writer.WrittenSpan.ToArray();
    }

    public static bool TryDecode(ReadOnlySpan<byte> source, [NotNullWhen(true)] out ContainerPosition? position)
    {
        position = null;
        if (source.Length < 2 || source[0] != Version) return false;
        var flags = source[1];
        source = source[2..];
        Span<long> times = stackalloc long[5];
        foreach (ref var time in times)
        {
            if (!TryReadVarint(ref source, out var value)) return false;
            time = (long)value;
        }
        var anchors = new List<(MessageKey, OutputStream)>();
        if (!TryReadMessages(source, anchors)) return false;
        position = new ContainerPosition(
            times[0], (flags & DrainedFlag) != 0, (flags & FromBeginningFlag) != 0, times[1], times[2], times[3], times[4], anchors);
        return true;
    }

    public static byte[] EncodeWindow(IReadOnlyList<(MessageKey Key, OutputStream Stream)> messages)
    {
        var writer = new ArrayBufferWriter<byte>(16 + messages.Count * 10);
        writer.Write([Version]);
        WriteMessages(writer, messages);
        return writer.WrittenSpan.ToArray();
    }

    public static bool TryDecodeWindow(ReadOnlySpan<byte> source, List<(MessageKey Key, OutputStream Stream)> messages) =>
        source.Length > 0 && source[0] == Version && TryReadMessages(source[1..], messages);

    static void WriteMessages(ArrayBufferWriter<byte> writer, IReadOnlyList<(MessageKey Key, OutputStream Stream)> messages)
    {
        var before = 0L;
        foreach (var (key, stream) in messages)
        {
            var step = key.TimestampNs - before;
            before = key.TimestampNs;
            writer.Write([(byte)stream]);
            WriteVarint(writer, (ulong)((step << 1) ^ (step >> 63)));
            BinaryPrimitives.WriteUInt32LittleEndian(writer.GetSpan(4), key.Hash);
            writer.Advance(4);
        }
    }

    static bool TryReadMessages(ReadOnlySpan<byte> source, List<(MessageKey, OutputStream)> messages)
    {
        var before = 0L;
        while (source.Length > 0)
        {
            var stream = source[0];
            source = source[1..];
            if (stream > (byte)OutputStream.Stderr || !TryReadVarint(ref source, out var step) || source.Length < 4) return false;
            before += (long)(step >> 1) ^ -(long)(step & 1);
            messages.Add((new MessageKey(before, BinaryPrimitives.ReadUInt32LittleEndian(source)), (OutputStream)stream));
            source = source[4..];
        }
        return true;
    }

    static void WriteVarint(ArrayBufferWriter<byte> writer, ulong value)
    {
        for (; value >= 0x80; value >>= 7) writer.Write([(byte)(value | 0x80)]);
        writer.Write([(byte)value]);
    }

    static bool TryReadVarint(ref ReadOnlySpan<byte> source, out ulong value)
    {
        value = 0;
        for (var i = 0; i < source.Length && i < 10; i++)
        {
            value |= (ulong)(source[i] & 0x7F) << (7 * i);
            if (source[i] >= 0x80) continue;
            source = source[(i + 1)..];
            return true;
        }
        return false;
    }
}
