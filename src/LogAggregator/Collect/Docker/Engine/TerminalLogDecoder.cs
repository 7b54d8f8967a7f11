using System;
using System.Text;
using LogAggregator.Engine.Model;

namespace LogAggregator.Collect.Docker.Engine;

/// <summary>
/// Log of a container with a terminal: no frames, <c>time space text newline</c> one after the other. A message without
/// newline (a part of a line over 16 KiB, or what a run printed last) is followed by the next message's time at once, so
/// those times are looked for inside of lines.
/// </summary>
sealed class TerminalLogDecoder(TimeProvider time) : LogDecoder
{
    /// <summary>Time and space.</summary>
    const int PrefixLength = DockerTimestamp.UsualLength + 1;

    /// <summary>Docker cuts a line after so many bytes; all parts carry the time of the first.</summary>
    const int PartBytes = 16_384;

    /// <summary>How far an engine's clock may run before ours.</summary>
    const long ClockSkewNs = 60_000_000_000;

    long _lastTimestampNs;
    int _searched;

    public override int Decode(ReadOnlySpan<byte> source, MessageBatch batch)
    {
        var position = 0;
        while (End == LogEnd.Open)
        {
            var rest = source[position..];
            var newline = rest[_searched..].IndexOf((byte)'\n');
            var length = newline < 0 ? rest.Length : _searched + newline + 1;
            var taken = Split(rest[..length], newline >= 0, rest[length..], batch);
            position += taken;
            if (newline < 0)
            {
                _searched = rest.Length - taken;
                break;
            }
            _searched = 0;
        }
        return position;
    }

    public override void Finish(ReadOnlySpan<byte> rest, MessageBatch batch)
    {
        if (End == LogEnd.Open && rest.Length > 0)
            Split(rest, complete: true, default, batch);
        if (End == LogEnd.Open)
            End = LogEnd.Clean;
    }

    /// <summary>Takes the messages of a line one after the other; all but the last end where the next time begins.</summary>
    /// <param name="line">From its first time on.</param>
    /// <param name="complete">It ends here: with a newline or the response.</param>
    /// <param name="next">What is known of the line after it.</param>
    /// <param name="batch">Gets them.</param>
    /// <returns>Bytes taken.</returns>
    int Split(ReadOnlySpan<byte> line, bool complete, ReadOnlySpan<byte> next, MessageBatch batch)
    {
        var position = 0;
        while (true)
        {
            var message = line[position..];
            var timed = TryParsePrefix(message, out var timestampNs, out var prefix);
            var end = timed ? FindNextPrefix(message, prefix, timestampNs, next) : -1;
            if (end < 0 && message.Length > FrameDecoder.MaxPayloadBytes)
                end = message.Length;
            if (end < 0 && !complete)
                return position;
            if (end < 0)
            {
                Take(message, timed, timestampNs, prefix, batch);
                return line.Length;
            }
            Take(message[..end], timed, timestampNs, prefix, batch);
            position += end;
            if (position == line.Length)
                return position;
        }
    }

    void Take(ReadOnlySpan<byte> message, bool timed, long timestampNs, int prefix, MessageBatch batch)
    {
        if (!timed && message.StartsWith(ErrorMark))
        {
            End = LogEnd.EngineError;
            EngineError = Encoding.UTF8.GetString(message).Trim();
            return;
        }
        if (timed)
            _lastTimestampNs = timestampNs;
        batch.Add(OutputStream.Stdout, _lastTimestampNs, message[prefix..]);
    }

    static bool TryParsePrefix(ReadOnlySpan<byte> text, out long timestampNs, out int length)
    {
        if (DockerTimestamp.TryParse(text, out timestampNs, out length) && length < text.Length && text[length] == ' ')
        {
            length++;
            return true;
        }
        length = 0;
        return false;
    }

    /// <summary>
    /// Where inside a message the next one begins, -1 if nowhere: at the same time again after a whole part, or at a later
    /// one. A program that prints a time itself prints one before Docker's, and one in the future lies behind the
    /// next line's or our clock.
    /// </summary>
    int FindNextPrefix(ReadOnlySpan<byte> message, int prefix, long timestampNs, ReadOnlySpan<byte> next)
    {
        var latestNs = -1L;
        for (var at = prefix; ; at++)
        {
            var found = message[at..].IndexOf("Z "u8);
            if (found < 0)
                return -1;
            at += found;
            var start = at - (PrefixLength - 2);
            if (start < prefix || !TryParsePrefix(message[start..], out var candidateNs, out var length) || length != PrefixLength)
                continue;
            if (candidateNs == timestampNs && start - prefix >= PartBytes)
                return start;
            if (latestNs < 0)
                latestNs = LatestPossible(next);
            if (candidateNs > timestampNs && candidateNs < latestNs)
                return start;
        }
    }

    long LatestPossible(ReadOnlySpan<byte> next)
        => TryParsePrefix(next, out var nextNs, out _)
            ? nextNs
            : time.GetUtcNow().ToUnixTimeMilliseconds() * 1_000_000 + ClockSkewNs;
}
