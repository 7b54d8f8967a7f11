using System;

namespace LogAggregator.Collect.Docker.Engine;

/// <summary>Turns the bytes of one log response into messages. Knows no socket: it is fed, and never throws on what it is fed.</summary>
abstract class LogDecoder
{
    /// <summary>Beginning of what the engine writes into the log where it cannot read on.</summary>
    protected static ReadOnlySpan<byte> ErrorMark => "Error grabbing logs: "u8;

    /// <summary><see cref="LogEnd.Open"/> until the bytes themselves say that nothing may follow.</summary>
    public LogEnd End { get; protected set; }

    /// <summary>The engine's words where <see cref="End"/> is <see cref="LogEnd.EngineError"/>, else empty.</summary>
    public string EngineError { get; protected set; } = "";

    /// <summary>Adds the whole messages at the start of <paramref name="source"/> to the batch.</summary>
    /// <returns>Bytes taken; the rest is to be shown again with more behind it.</returns>
    public abstract int Decode(ReadOnlySpan<byte> source, MessageBatch batch);

    /// <summary>The engine has closed the response properly and <paramref name="rest"/> is what was left.</summary>
    public abstract void Finish(ReadOnlySpan<byte> rest, MessageBatch batch);

    /// <summary>
    /// The decoder for a response that begins so; null if more bytes are needed to tell. Frames begin with their type and
    /// three zeros, a terminal's log with the digits of a time or the text of an error.
    /// </summary>
    public static LogDecoder? For(bool? terminal, ReadOnlySpan<byte> start, TimeProvider time)
    {
        if (terminal is null && start.Length == 0)
            return null;
        return terminal ?? start[0] > FrameDecoder.EngineError ? new TerminalLogDecoder(time) : new FramedLogDecoder();
    }
}
