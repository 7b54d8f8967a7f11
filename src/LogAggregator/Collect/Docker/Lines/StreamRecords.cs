using System;
using System.Buffers;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Parsing;

namespace LogAggregator.Collect.Docker.Lines;

/// <summary>
/// Makes records of the messages of one stream: messages to lines, lines to records of one or more lines. Holds the
/// record that a next line could continue until that line comes or <see cref="FlushRecord"/> is called.
/// </summary>
sealed class StreamRecords(OutputStream stream)
{
    readonly LineJoiner _joiner = new();
    readonly MultilineAssembler _multiline = new();
    ArrayBufferWriter<byte>? _record;
    RecordFlags _flags;
    long _timestampNs;
    long _firstMessage;
    bool _open;

    /// <summary>A record is held that the next line may continue.</summary>
    public bool HoldsRecord => _open;

    /// <summary>A line has begun and its end has not come.</summary>
    public bool HoldsLine => _joiner.IsOpen;

    /// <summary>Number of the first message that no written record has; <see cref="long.MaxValue"/> if there is none.</summary>
    public long FirstOpen => _open ? _firstMessage : _joiner.IsOpen ? _joiner.FirstMessage : long.MaxValue;

    /// <param name="payload">What was printed.</param>
    /// <param name="timestampNs">Docker's time.</param>
    /// <param name="message">Number of the message, greater than those before.</param>
    /// <param name="writer">Gets the records that are complete now.</param>
    public void Add(ReadOnlySpan<byte> payload, long timestampNs, long message, RecordWriter writer)
    {
        if (_joiner.IsEndedBy(timestampNs)) AddLine(_joiner.Flush(), writer);
        if (_joiner.TryJoin(payload, timestampNs, message, out var line)) AddLine(line, writer);
    }

    /// <summary>The held record is complete.</summary>
    public void FlushRecord(RecordWriter writer)
    {
        _multiline.Close();
        if (!_open) return;
        writer.Write(stream, _timestampNs, _flags, _record!.WrittenSpan);
        Release();
    }

    /// <summary>Nothing follows: the held line and record are complete.</summary>
    public void Flush(RecordWriter writer)
    {
        if (_joiner.IsOpen) AddLine(_joiner.Flush(), writer);
        FlushRecord(writer);
    }

    /// <summary>Forgets what is held: its messages will be read again.</summary>
    public void Abandon()
    {
        _joiner.Abandon();
        _multiline.Close();
        Release();
    }

    void AddLine(JoinedLine line, RecordWriter writer)
    {
        writer.CountDropped(line.DroppedBytes);
        if (_open && _record!.WrittenCount + line.Bytes.Length >= LineJoiner.MaxLineBytes) FlushRecord(writer);
        if (_multiline.Continues(line.Bytes) && _open && _record is not null)
        {
            _record.Write("\n"u8);
            _record.Write(line.Bytes);
            _flags |= line.Flags;
        }
        else
        {
            Begin(line, writer);
        }
        if (_open && (!_multiline.CanContinue || (line.Flags & RecordFlags.NoNewline) != 0)) FlushRecord(writer);
    }

    void Begin(JoinedLine line, RecordWriter writer)
    {
        if (_open)
        {
            writer.Write(stream, _timestampNs, _flags, _record!.WrittenSpan);
            Release();
        }
        // Fast path: a line that stands alone is written without being held.
        if (!_multiline.CanContinue)
        {
            writer.Write(stream, line.TimestampNs, line.Flags, line.Bytes);
            return;
        }
        var record = _record ??= new ArrayBufferWriter<byte>(Math.Max(256, line.Bytes.Length));
        record.Write(line.Bytes);
        (_flags, _timestampNs, _firstMessage, _open) = (line.Flags, line.TimestampNs, line.FirstMessage, true);
    }

    void Release()
    {
        _open = false;
        if (_record is { Capacity: > 64 * 1024 }) _record = null;
        else _record?.ResetWrittenCount();
    }
}
