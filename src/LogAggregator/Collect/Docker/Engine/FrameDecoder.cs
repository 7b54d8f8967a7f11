using System;
using System.Buffers.Binary;

namespace LogAggregator.Collect.Docker.Engine;

/// <summary>
/// The frames of a log without terminal: <c>type(1) 0 0 0 length(4, big endian) payload</c>, one for each stored message.
/// They do not line up with HTTP chunks or reads.
/// </summary>
static class FrameDecoder
{
    public const int HeaderLength = 8;

    /// <summary>
    /// The largest payload taken for real. Docker cuts messages at 16 KiB (json-file triples that at worst, the cache of
    /// awslogs holds 256 KiB, the <c>local</c> driver refuses over 1 MB); a longer one means the place in the stream is lost.
    /// </summary>
    public const int MaxPayloadBytes = 2 * 1024 * 1024;

    public const byte StandardOutput = 1;
    public const byte StandardError = 2;
    public const byte EngineError = 3;

    /// <summary>Reads the frame at the start of <paramref name="source"/>.</summary>
    /// <param name="source">Bytes of the stream.</param>
    /// <param name="frame">Where the payload is.</param>
    /// <param name="needed">Bytes of header and payload together: to consume, or to have before asking again.</param>
    public static FrameResult Decode(ReadOnlySpan<byte> source, out Frame frame, out int needed)
    {
        frame = default;
        needed = HeaderLength;
        if (source.Length < HeaderLength)
            return FrameResult.Incomplete;
        var length = BinaryPrimitives.ReadUInt32BigEndian(source[4..]);
        if (source[0] > EngineError || (source[1] | source[2] | source[3]) != 0 || length > MaxPayloadBytes)
            return FrameResult.Damaged;
        needed = HeaderLength + (int)length;
        if (source.Length < needed)
            return FrameResult.Incomplete;
        frame = new Frame(source[0], (int)length);
        return FrameResult.Complete;
    }
}

/// <summary>A frame whose payload follows its header.</summary>
readonly record struct Frame(byte Type, int PayloadLength);

enum FrameResult
{
    Complete,

    /// <summary>More bytes are needed.</summary>
    Incomplete,

    /// <summary>This is no frame: the place in the stream is lost.</summary>
    Damaged,
}
