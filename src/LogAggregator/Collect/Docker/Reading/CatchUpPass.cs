using LogAggregator.Collect.Docker.Engine;
using LogAggregator.Collect.Docker.Lines;
using LogAggregator.Collect.Docker.Positions;

namespace LogAggregator.Collect.Docker.Reading;

/// <summary>What is done with the messages of a log that is read.</summary>
enum PassMode
{
    /// <summary>Passed over until the mark comes.</summary>
    Seek,

    /// <summary>Taken, unless known.</summary>
    Take,

    /// <summary>The mark is not in what is read, so all of it lies behind the mark, whatever the times say: taken, unless known.</summary>
    TakeRest,

    /// <summary>Left out by choice: only the mark moves.</summary>
    Skip,
}

/// <summary>One read of a log, from the first message returned to the last.</summary>
sealed class CatchUpPass(PassMode mode, long? tail)
{
    /// <summary>What the engine's files hold beside the text of a message, about.</summary>
    public const int OverheadBytes = 60;

    readonly long[] _firstNs = new long[3];

    public PassMode Mode { get; set; } = mode;

    /// <summary>Messages asked for; null for all.</summary>
    public long? Tail { get; } = tail;

    public MessageKeys Keys { get; } = new(repeats: false);

    /// <summary>Nothing is taken: it is only tried how much can be read.</summary>
    public bool IsProbe { get; init; }

    public GapReason Reason { get; init; }

    /// <summary>So many messages at the beginning are left out by choice.</summary>
    public long LeftOut { get; init; }

    public bool GapNoted { get; set; }

    /// <summary>Time of the mark that was not found.</summary>
    public long MarkNs { get; set; }

    /// <summary>The mark cannot be in it: more must be read, this is not worth reading on.</summary>
    public bool BrokenOff { get; set; }

    public LogEnd End { get; set; }

    /// <summary>The engine gave nothing and did not end the response (<see cref="TailSilence"/>): that says nothing about the log.</summary>
    public bool WasSilent { get; set; }

    public string Error { get; set; } = "";

    public long Count { get; private set; }

    public long LoggedBytes { get; private set; }

    public MessageKey First { get; private set; }

    public MessageKey Last { get; private set; }

    public long NewestNs { get; private set; }

    /// <summary>The log has no more messages than were returned.</summary>
    public bool IsWhole => !BrokenOff && (Tail is null || Count < Tail);

    public void See(MessageKey key, in DockerMessage message)
    {
        if (Count++ == 0) First = key;
        Last = key;
        if (_firstNs[(int)message.Stream] == 0) _firstNs[(int)message.Stream] = message.TimestampNs;
        if (message.TimestampNs > NewestNs) NewestNs = message.TimestampNs;
        LoggedBytes += message.Length + OverheadBytes;
    }

    /// <summary>The message may be a part of a line whose first parts were not returned.</summary>
    public bool MayBeginInsideOfLine(in DockerMessage message) => _firstNs[(int)message.Stream] == message.TimestampNs;
}
