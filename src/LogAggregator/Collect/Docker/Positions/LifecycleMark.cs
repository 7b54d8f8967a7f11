using System;
using System.Buffers.Binary;

namespace LogAggregator.Collect.Docker.Positions;

/// <summary>
/// The newest start and stop of a container that are recorded, kept beside its position and written with the records: by it what is heard or
/// seen again is known. Bytes: version (1), flags, the two times (8 bytes each, little endian).
/// </summary>
/// <param name="StartNs">Start of the newest run that is recorded; 0 if none is.</param>
/// <param name="EndNs">Its end; 0 while that is not recorded.</param>
/// <param name="IsStartExact">The start is as inspecting tells it; else as the event told, which is a little later.</param>
/// <param name="IsEndHeard">The end was told by an event: all events before it are done with.</param>
readonly record struct LifecycleMark(long StartNs, long EndNs, bool IsStartExact, bool IsEndHeard)
{
    const byte Version = 1;
    const byte ExactFlag = 1;
    const byte HeardFlag = 2;
    const int Length = 18;

    /// <summary>A run is recorded whose end is not.</summary>
    public bool IsOpen => StartNs > 0 && EndNs == 0;

    public byte[] Encode()
    {
        var bytes = new byte[Length];
        (bytes[0], bytes[1]) = (Version, (byte)((IsStartExact ? ExactFlag : 0) | (IsEndHeard ? HeardFlag : 0)));
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(2), StartNs);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(10), EndNs);
        return bytes;
    }

    /// <summary>Null if these are no bytes of a mark.</summary>
    public static LifecycleMark? Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length || bytes[0] != Version) return null;
        return new LifecycleMark(
            BinaryPrimitives.ReadInt64LittleEndian(bytes[2..]), BinaryPrimitives.ReadInt64LittleEndian(bytes[10..]), (bytes[1] & ExactFlag) != 0, (bytes[1] & HeardFlag) != 0);
    }
}
