using System;
using System.Text;
using LogAggregator.Engine.Model;

namespace LogAggregator.Collect.Docker.Engine;

/// <summary>Log of a container without terminal: one frame a message, Docker's time before the text.</summary>
sealed class FramedLogDecoder : LogDecoder
{
    long _lastTimestampNs;

    public override int Decode(ReadOnlySpan<byte> source, MessageBatch batch)
    {
        var position = 0;
        while (End == LogEnd.Open)
        {
            var result = FrameDecoder.Decode(source[position..], out var frame, out var length);
            if (result == FrameResult.Incomplete)
                break;
            if (result == FrameResult.Damaged)
            {
                End = LogEnd.Cut;
                break;
            }
            Take(frame, source.Slice(position + FrameDecoder.HeaderLength, frame.PayloadLength), batch);
            position += length;
        }
        return position;
    }

    public override void Finish(ReadOnlySpan<byte> rest, MessageBatch batch)
    {
        if (End == LogEnd.Open)
            End = rest.IsEmpty ? LogEnd.Clean : LogEnd.Cut;
    }

    void Take(Frame frame, ReadOnlySpan<byte> payload, MessageBatch batch)
    {
        if (frame.Type == FrameDecoder.EngineError)
        {
            End = LogEnd.EngineError;
            EngineError = Encoding.UTF8.GetString(payload).Trim();
            return;
        }
        var stream = frame.Type == FrameDecoder.StandardError ? OutputStream.Stderr : OutputStream.Stdout;
        if (DockerTimestamp.TryParse(payload, out var timestampNs, out var length) && length < payload.Length && payload[length] == ' ')
        {
            _lastTimestampNs = timestampNs;
            payload = payload[(length + 1)..];
        }
        // A message without time is not known to exist; should one come, its text counts more than its exact time.
        batch.Add(stream, _lastTimestampNs, payload);
    }
}
