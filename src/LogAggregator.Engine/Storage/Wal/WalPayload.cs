using System;
using System.Collections.Generic;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Storage.Encoding;
using LogAggregator.Engine.Storage.Sources;

namespace LogAggregator.Engine.Storage.Wal;

/// <summary>
/// What a frame says: a batch (kind 1), or all positions at the beginning of the file (kind 2: those not named are
/// gone). Layout in docs/storage-format.md. Every frame defines the sources it uses, so that a damaged one costs
/// no other.
/// </summary>
static class WalPayload
{
    public const byte Batch = 1;
    public const byte Snapshot = 2;

    const int MinRowLength = 6;

    /// <summary>Five varints of 10 bytes at most, and two bytes.</summary>
    const int MaxRowLength = 52;

    const int MaxVarintLength = 10;
    const byte Removed = 0;
    const byte Set = 1;

    /// <summary>Bytes that the batch takes at most, without encoding it.</summary>
    public static long MaxLengthOf(RecordBatch batch)
    {
        var length = (long)batch.LineBytes + (long)batch.Count * MaxRowLength + 64;
        foreach (var source in batch.Sources) length += SourceCodec.MaxLengthOf(source);
        foreach (var (key, value) in batch.Positions) length += ByteWriter.MaxLengthOf(key) + 1 + MaxVarintLength + (value?.Length ?? 0);
        return length;
    }

    public static void EncodeBatch(RecordBatch batch, ulong firstSequence, long arrivalNs, ByteWriter writer)
    {
        writer.Byte(Batch);
        writer.UInt64(firstSequence);
        writer.Int64(arrivalNs);
        EncodeRows(batch, writer);
        EncodePositions(batch.Positions, writer);
    }

    public static void EncodeSnapshot(IReadOnlyDictionary<string, byte[]> positions, ulong nextSequence, long nowNs, ByteWriter writer)
    {
        writer.Byte(Snapshot);
        writer.UInt64(nextSequence);
        writer.Int64(nowNs);
        writer.Varint((ulong)positions.Count);
        foreach (var (key, value) in positions) EncodePosition(key, value, writer);
    }

    /// <summary>Adds rows and positions to the batch, which is empty before. False for anything that was not encoded here.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> payload, RecordBatch batch, out WalContent content)
    {
        var reader = new ByteReader(payload);
        content = new WalContent(reader.Byte(), reader.UInt64(), reader.Int64());
        if (content.Kind is not (Batch or Snapshot)) return false;
        if (content.Kind == Batch) DecodeRows(ref reader, batch);
        DecodePositions(ref reader, batch);
        return reader.IsComplete;
    }

    static void EncodeRows(RecordBatch batch, ByteWriter writer)
    {
        writer.Varint((ulong)batch.Sources.Count);
        foreach (var source in batch.Sources) SourceCodec.Encode(source, writer);

        writer.Varint((ulong)batch.Count);
        foreach (ref readonly var row in batch.Rows)
        {
            writer.Varint((ulong)row.SourceNumber);
            writer.Varint((ulong)row.TimestampNs);
            writer.Zigzag(row.ObservedNs - row.TimestampNs);
            writer.Byte((byte)row.Level);
            writer.Byte((byte)row.Flags);
            writer.Varint((ulong)row.Length);
        }

        writer.Bytes(batch.Bytes);
    }

    static void DecodeRows(ref ByteReader reader, RecordBatch batch)
    {
        var sources = new LogSource[reader.Count(SourceCodec.MinLength)];
        for (var i = 0; i < sources.Length; i++) sources[i] = SourceCodec.Decode(ref reader);

        var rows = new Row[reader.Count(MinRowLength)];
        foreach (ref var row in rows.AsSpan()) row = DecodeRow(ref reader);
        foreach (var row in rows)
        {
            var line = reader.Take(row.Length);
            if (row.Source >= (ulong)sources.Length || row.Level > Level.Critical) reader.Fail();
            if (reader.Failed) return;
            batch.Add(sources[row.Source], row.TimestampNs, row.ObservedNs, row.Level, row.Flags, line);
        }
    }

    static Row DecodeRow(ref ByteReader reader)
    {
        var source = reader.Varint();
        var timestamp = (long)reader.Varint();
        return new Row(source, timestamp, timestamp + reader.Zigzag(), (Level)reader.Byte(), (RecordFlags)reader.Byte(), reader.Count(1));
    }

    static void EncodePositions(IReadOnlyDictionary<string, byte[]?> positions, ByteWriter writer)
    {
        writer.Varint((ulong)positions.Count);
        foreach (var (key, value) in positions) EncodePosition(key, value, writer);
    }

    static void EncodePosition(string key, byte[]? value, ByteWriter writer)
    {
        writer.Text(key);
        writer.Byte(value is null ? Removed : Set);
        if (value is not null) writer.Block(value);
    }

    static void DecodePositions(ref ByteReader reader, RecordBatch batch)
    {
        for (var left = reader.Count(2); left > 0; left--)
        {
            var key = reader.Text();
            if (reader.Byte() == Removed) batch.RemovePosition(key);
            else batch.SetPosition(key, reader.Block().ToArray());
        }
    }

    readonly record struct Row(ulong Source, long TimestampNs, long ObservedNs, Level Level, RecordFlags Flags, int Length);
}

/// <summary>What a frame holds besides rows and positions.</summary>
/// <param name="Kind"><see cref="WalPayload.Batch"/> or <see cref="WalPayload.Snapshot"/>.</param>
/// <param name="FirstSequence">Of the first row; of a snapshot, of the next row to come.</param>
/// <param name="ArrivalNs">When it was written.</param>
readonly record struct WalContent(byte Kind, ulong FirstSequence, long ArrivalNs);
