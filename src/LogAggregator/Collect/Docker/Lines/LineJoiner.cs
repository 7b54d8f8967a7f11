using System;
using System.Buffers;
using LogAggregator.Engine.Model;

namespace LogAggregator.Collect.Docker.Lines;

/// <summary>
/// Makes lines of the messages of one stream. Docker cuts a line after each 16 KiB; all parts carry the time of the first.
/// A part of that length without newline is continued by a message of the same time; any other message without newline is
/// what the container printed last before it ended.
/// </summary>
sealed class LineJoiner
{
    /// <summary>Bytes of a line that are kept. 1 MiB; what follows up to the newline is counted and dropped.</summary>
    public const int MaxLineBytes = 1024 * 1024;

    /// <summary>Docker cuts a line after so many bytes.</summary>
    public const int PartBytes = 16 * 1024;

    ArrayBufferWriter<byte>? _parts;
    long _timestampNs;
    long _firstMessage;
    long _droppedBytes;
    bool _open;

    /// <summary>A line has begun and is not complete.</summary>
    public bool IsOpen => _open;

    /// <summary>Number of the first message of the open line.</summary>
    public long FirstMessage => _firstMessage;

    /// <summary>The open line is not continued by a message of this time: it is over, take it with <see cref="Flush"/> first.</summary>
    public bool IsEndedBy(long timestampNs) => _open && timestampNs != _timestampNs;

    /// <summary>True when the message completes a line. The line refers to the payload or to this joiner's buffer, until the next call.</summary>
    /// <param name="payload">The message with its newline.</param>
    /// <param name="timestampNs">Docker's time.</param>
    /// <param name="message">The message's number.</param>
    /// <param name="line">The line.</param>
    public bool TryJoin(ReadOnlySpan<byte> payload, long timestampNs, long message, out JoinedLine line)
    {
        var complete = payload.Length > 0 && payload[^1] == (byte)'\n';
        var text = complete ? payload[..^1] : payload;
        if (!_open)
        {
            (_timestampNs, _firstMessage) = (timestampNs, message);
            if (complete || payload.Length < PartBytes)
            {
                line = new JoinedLine(text, timestampNs, message, complete ? RecordFlags.None : RecordFlags.NoNewline, 0);
                return true;
            }
            _open = true;
        }
        Append(text);
        line = default;
        if (!complete && payload.Length >= PartBytes) return false;
        line = Take(complete ? RecordFlags.None : RecordFlags.NoNewline);
        return true;
    }

    /// <summary>The open line as it is: nothing continues it.</summary>
    public JoinedLine Flush() => Take(RecordFlags.NoNewline);

    /// <summary>Forgets the open line: its messages will be read again.</summary>
    public void Abandon()
    {
        _open = false;
        _parts = null;
        _droppedBytes = 0;
    }

    void Append(ReadOnlySpan<byte> text)
    {
        _parts ??= new ArrayBufferWriter<byte>(4 * PartBytes);
        var room = Math.Min(text.Length, MaxLineBytes - _parts.WrittenCount);
        _parts.Write(text[..room]);
        _droppedBytes += text.Length - room;
    }

    /// <summary>The buffer is given up with the line: long lines are rare.</summary>
    JoinedLine Take(RecordFlags flags)
    {
        var line = new JoinedLine(
            _parts!.WrittenSpan, _timestampNs, _firstMessage, _droppedBytes > 0 ? flags | RecordFlags.Truncated : flags, _droppedBytes);
        Abandon();
        return line;
    }
}

/// <summary>A line without its newline.</summary>
/// <param name="bytes">What was printed.</param>
/// <param name="timestampNs">Docker's time of its first message.</param>
/// <param name="firstMessage">Number of its first message.</param>
/// <param name="flags">No newline, truncated.</param>
/// <param name="droppedBytes">Bytes beyond the limit.</param>
readonly ref struct JoinedLine(ReadOnlySpan<byte> bytes, long timestampNs, long firstMessage, RecordFlags flags, long droppedBytes)
{
    public ReadOnlySpan<byte> Bytes { get; } = bytes;

    public long TimestampNs { get; } = timestampNs;

    public long FirstMessage { get; } = firstMessage;

    public RecordFlags Flags { get; } = flags;

    public long DroppedBytes { get; } = droppedBytes;
}
