using System;
using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Collect.Docker.Engine;
using LogAggregator.Collect.Docker.Positions;

namespace LogAggregator.Collect.Docker.Reading;

/// <summary>
/// An open log that is followed. Reads ahead one batch; sets the signal when there is one and when the log has ended.
/// One loop uses it; <see cref="Close"/> may be called by any thread.
/// </summary>
sealed class FollowedLog : IAsyncDisposable
{
    readonly ILogReading _reading;
    readonly Signal _signal;
    readonly long[] _leftNs = new long[3];
    readonly long[] _firstNs = new long[3];
    readonly bool[] _beginsInside = new bool[3];
    Task _read = Task.CompletedTask;
    volatile State _state;

    public FollowedLog(ILogReading reading, MessageKeys keys, Signal signal, long openedMs)
    {
        (_reading, Keys, _signal, OpenedMs) = (reading, keys, signal, openedMs);
        Read();
    }

    enum State
    {
        Reading,
        Ready,
        Ended,
    }

    public MessageBatch Batch { get; } = new();

    public MessageKeys Keys { get; }

    public long OpenedMs { get; }

    /// <summary>The mark was met in it, or it begins where the log begins: what it gives from here on follows without a hole, as far as a followed log can be trusted.</summary>
    public bool IsJoined { get; set; }

    /// <summary>It begins where the log begins: number that its first message got. 0 for others.</summary>
    public long FirstNumber { get; init; }

    /// <summary>A read of the log was completed while it was open: its next new message joins.</summary>
    public bool IsCaughtUp { get; private set; }

    /// <summary>The message it gave last, taken or not.</summary>
    public MessageKey LastKey { get; set; }

    public bool IsReady => _state == State.Ready;

    public bool IsEnded => _state == State.Ended;

    public LogEnd End => _reading.End;

    public string EngineError => _reading.EngineError;

    /// <summary>The message belongs to a line that was left out.</summary>
    public bool IsSameLine(in DockerMessage message) => _leftNs[(int)message.Stream] == message.TimestampNs;

    /// <summary>It is the first message of its stream, or of the same line: there may be parts before it that were not asked for.</summary>
    public bool MayBeginInsideOfLine(in DockerMessage message, MessageLedger ledger)
    {
        ref var firstNs = ref _firstNs[(int)message.Stream];
        if (firstNs == 0)
        {
            firstNs = message.TimestampNs;
            _beginsInside[(int)message.Stream] = ledger.HasBehindMark(message.Stream, firstNs);
        }
        return firstNs == message.TimestampNs;
    }

    /// <summary>It belongs to the stream's first line, and other parts of that were known before: the number of this one is not.</summary>
    public bool BeginsInsideOfLine(in DockerMessage message) =>
        _beginsInside[(int)message.Stream] && _firstNs[(int)message.Stream] == message.TimestampNs;

    public void LeaveLine(in DockerMessage message) => _leftNs[(int)message.Stream] = message.TimestampNs;

    /// <summary>
    /// A read of the log was completed. Where that ended with the message that this log gave last, nothing lies between: what comes
    /// is new, whatever the clock says.
    /// </summary>
    public void CatchUpWith(MessageLedger ledger)
    {
        var isLevel = ledger.HasAnchors ? LastKey == ledger.NewestAnchor : LastKey == default && !ledger.HasCovered;
        (IsJoined, IsCaughtUp) = (isLevel, true);
    }

    /// <summary>The batch has been taken: reads the next one.</summary>
    public void Read()
    {
        _state = State.Reading;
        _read = ReadAsync();
    }

    /// <summary>Breaks the response off; the log then ends.</summary>
    public void Close() => _ = _reading.DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        await _reading.DisposeAsync();
        await _read;
    }

    async Task ReadAsync()
    {
        _state = await _reading.ReadAsync(Batch, CancellationToken.None) ? State.Ready : State.Ended;
        _signal.Set();
    }
}
