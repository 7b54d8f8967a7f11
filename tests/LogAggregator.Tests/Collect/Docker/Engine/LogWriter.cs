using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Text;
using LogAggregator.Collect.Docker.Engine;
using LogAggregator.Engine.Model;

namespace LogAggregator.Tests.Collect.Docker.Engine;

/// <summary>Writes what an engine sends, and shows batches as text.</summary>
static class LogWriter
{
    /// <summary>2026-11-22T15:34:17.290610125Z.</summary>
    public const long BaseNs = 1_795_361_657_290_610_125;

    public static string Time(int index) => "2026-11-22T15:34:17." + (290_610_125 + index).ToString("D9", null) + "Z";

    public static byte[] Frame(byte type, string payload) => Frame(type, Encoding.UTF8.GetBytes(payload));

    public static byte[] Frame(byte type, ReadOnlySpan<byte> payload)
    {
        var frame = new byte[8 + payload.Length];
        frame[0] = type;
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(4), (uint)payload.Length);
        payload.CopyTo(frame.AsSpan(8));
        return frame;
    }

    public static byte[] Message(OutputStream stream, int index, string text)
        => Frame(stream == OutputStream.Stderr ? (byte)2 : (byte)1, Time(index) + " " + text);

    public static byte[] Join(params IReadOnlyList<byte[]> parts)
    {
        var all = new List<byte>();
        foreach (var part in parts)
            all.AddRange(part);
        return [.. all];
    }

    /// <summary>Each message as <c>Stdout+3 text</c>, the number being ns after <see cref="BaseNs"/>.</summary>
    public static List<string> Show(MessageBatch batch)
    {
        var shown = new List<string>();
        for (var i = 0; i < batch.Count; i++)
            shown.Add($"{batch[i].Stream}+{batch[i].TimestampNs - BaseNs} {Encoding.UTF8.GetString(batch.Payload(batch[i]))}");
        return shown;
    }

    /// <summary>Feeds a decoder piece by piece, as a reading does, and closes the response properly if asked to.</summary>
    public static List<string> Feed(LogDecoder decoder, ReadOnlySpan<byte> bytes, int pieceBytes, bool finish)
    {
        var shown = new List<string>();
        var batch = new MessageBatch();
        var start = 0;
        for (var end = Math.Min(pieceBytes, bytes.Length); ; end = Math.Min(end + pieceBytes, bytes.Length))
        {
            start += decoder.Decode(bytes[start..end], batch);
            if (end == bytes.Length && finish)
                decoder.Finish(bytes[start..], batch);
            shown.AddRange(Show(batch));
            batch.Clear();
            if (end == bytes.Length)
                return shown;
        }
    }
}
