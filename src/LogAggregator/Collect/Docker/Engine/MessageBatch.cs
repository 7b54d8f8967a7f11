using System;
using System.Collections.Generic;
using LogAggregator.Engine.Model;

namespace LogAggregator.Collect.Docker.Engine;

/// <summary>
/// Messages decoded from a log response. One buffer, used again for each read: nothing of it may be kept after
/// <see cref="Clear"/>.
/// </summary>
sealed class MessageBatch
{
    readonly List<DockerMessage> _messages = [];
    byte[] _bytes = [];
    int _length;

    public int Count => _messages.Count;

    public int PayloadBytes => _length;

    public DockerMessage this[int index] => _messages[index];

    /// <summary>The message's bytes: what the container printed, with its newline if it has one.</summary>
    public ReadOnlySpan<byte> Payload(in DockerMessage message) => _bytes.AsSpan(message.Start, message.Length);

    public void Add(OutputStream stream, long timestampNs, ReadOnlySpan<byte> payload)
    {
        if (_length + payload.Length > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(Math.Max(_bytes.Length * 2, 4096), _length + payload.Length));
        payload.CopyTo(_bytes.AsSpan(_length));
        _messages.Add(new DockerMessage(stream, timestampNs, _length, payload.Length));
        _length += payload.Length;
    }

    public void Clear()
    {
        _messages.Clear();
        _length = 0;
    }
}

/// <summary>One stored message of Docker: a line, or a part of a line of more than 16 KiB.</summary>
/// <param name="Stream">stdout or stderr; a terminal's output is stdout.</param>
/// <param name="TimestampNs">Docker's time, ns since the Unix epoch.</param>
/// <param name="Start">Where its bytes begin in the batch.</param>
/// <param name="Length">How many they are.</param>
readonly record struct DockerMessage(OutputStream Stream, long TimestampNs, int Start, int Length);
