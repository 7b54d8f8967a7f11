using System;
using System.Buffers.Binary;
using System.Text;

namespace LogAggregator.Collect.Docker.Positions;

/// <summary>
/// The newest start and stop of a container that are recorded, whether it is paused and how it is named, kept beside its position and written with the
/// records: by it what is heard or seen again is known. Bytes: version (2), flags, three times (8 bytes each, little endian), the name in UTF-8.
/// Version 1 had two times and neither pauses nor names.
/// </summary>
/// <param name="StartNs">Start of the newest run that is recorded; 0 if none is.</param>
/// <param name="EndNs">Its end; 0 while that is not recorded.</param>
/// <param name="IsStartExact">The start is as inspecting tells it; else as the event told, which is a little later.</param>
/// <param name="IsEndHeard">The end was told by an event: all events before it are done with.</param>
readonly record struct LifecycleMark(long StartNs, long EndNs, bool IsStartExact, bool IsEndHeard)
{
    const byte Version = 2;
    const byte FirstVersion = 1;
    const byte ExactFlag = 1;
    const byte HeardFlag = 2;
    const byte PausedFlag = 4;
    const byte RunsFreelyFlag = 8;
    const int FirstLength = 18;
    const int FixedLength = 26;

    /// <summary>As recorded; null where that is not known: what is seen first is taken as recorded.</summary>
    public bool? IsPaused { get; init; }

    /// <summary>As recorded; null where that is not known, as above.</summary>
    public string? Name { get; init; }

    /// <summary>Time of the newest event of a pause or a name that is done with; 0 if there was none.</summary>
    public long ChangeNs { get; init; }

    /// <summary>A run is recorded whose end is not.</summary>
    public bool IsOpen => StartNs > 0 && EndNs == 0;

    public byte[] Encode()
    {
        var bytes = new byte[FixedLength + Encoding.UTF8.GetByteCount(Name ?? "")];
        var paused = IsPaused switch { true => PausedFlag, false => RunsFreelyFlag, null => 0 };
        (bytes[0], bytes[1]) = (Version, (byte)((IsStartExact ? ExactFlag : 0) | (IsEndHeard ? HeardFlag : 0) | paused));
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(2), StartNs);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(10), EndNs);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(18), ChangeNs);
        Encoding.UTF8.GetBytes(Name ?? "", bytes.AsSpan(FixedLength));
        return bytes;
    }

    /// <summary>Null if these are no bytes of a mark.</summary>
    public static LifecycleMark? Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < FirstLength || bytes[0] is not (FirstVersion or Version)) return null;
        var flags = bytes[1];
        var mark = new LifecycleMark(
            BinaryPrimitives.ReadInt64LittleEndian(bytes[2..]), BinaryPrimitives.ReadInt64LittleEndian(bytes[10..]), (flags & ExactFlag) != 0, (flags & HeardFlag) != 0);
        if (bytes[0] == FirstVersion) return bytes.Length == FirstLength ? mark : null;
        if (bytes.Length < FixedLength) return null;
        return mark with
        {
            IsPaused = (flags & PausedFlag) != 0 ? true : (flags & RunsFreelyFlag) != 0 ? false : null,
            ChangeNs = BinaryPrimitives.ReadInt64LittleEndian(bytes[18..]),
            Name = bytes.Length > FixedLength ? Encoding.UTF8.GetString(bytes[FixedLength..]) : null,
        };
    }
}
