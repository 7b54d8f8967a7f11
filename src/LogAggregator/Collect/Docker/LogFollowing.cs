using System;
using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Collect.Docker.Engine;
using LogAggregator.Collect.Docker.Positions;
using LogAggregator.Collect.Docker.Reading;

namespace LogAggregator.Collect.Docker;

/// <summary>The life of a container's followed log: opened, taken from, closed, and opened again.</summary>
sealed class LogFollowing(IDockerEngine engine, string id, LogIntake intake, GateTurn opening, Signal signal, CollectorContext context) : IAsyncDisposable
{
    /// <summary>Messages from the end that a log is followed from, so that the mark is among them.</summary>
    const long JoinTail = 200;

    const int JoinMs = 1_000;

    readonly FollowTaker _taker = new(intake, context.Metrics);
    long _joinMs;

    public ReopenSchedule Reopen { get; } = new();

    public VerifySchedule Verify => _taker.Schedule;

    /// <summary>Null while none is followed.</summary>
    public FollowedLog? Log { get; private set; }

    /// <summary>When the log was opened first, ns by our clock; 0 if it was not.</summary>
    public long OpenedNs { get; private set; }

    public FollowState State => Log switch
    {
        null => FollowState.None,
        { IsEnded: true } => FollowState.Ended,
        { IsReady: true } => FollowState.Ready,
        _ => FollowState.Waiting,
    };

    /// <summary>When the log must be read, if the mark is not met before.</summary>
    public long JoinDueMs => Log is { IsJoined: false, IsCaughtUp: false } ? _joinMs : long.MaxValue;

    /// <param name="state">The container as it is known.</param>
    /// <param name="wholeOnly">Read from its end the log gives nothing.</param>
    /// <param name="stopping">Ends it.</param>
    public async Task OpenAsync(ContainerState state, bool wholeOnly, CancellationToken stopping)
    {
        var ledger = intake.Ledger;
        long? tail = ledger.HasAnchors && !wholeOnly ? JoinTail : null;
        ILogReading reading;
        try
        {
            reading = await engine.OpenLogsAsync(id, new LogRequest(Follow: true, tail, state.Details?.Terminal), stopping);
        }
        finally
        {
            opening.Leave();
        }
        if (OpenedNs == 0) OpenedNs = context.NowNs;
        Reopen.Opened();
        var fromBeginning = !ledger.HasAnchors && !ledger.HasCovered;
        Log = new FollowedLog(reading, new MessageKeys(repeats: state.Retention.Rotates), signal, context.NowMs)
        {
            IsJoined = fromBeginning,
            FirstNumber = fromBeginning ? ledger.NextNumber : 0,
        };
        _joinMs = context.NowMs + JoinMs;
    }

    /// <summary>Takes what has come.</summary>
    public void Take(LogRetention retention) => _taker.Take(Log!, context.NowNs, context.NowMs, retention);

    /// <summary>The log has ended.</summary>
    public async Task<EndedFollow> EndAsync()
    {
        var (log, nowMs) = (Log!, context.NowMs);
        await CloseAsync();
        Reopen.Ended(log.OpenedMs, nowMs);
        return new EndedFollow(log.End, log.IsJoined, log.LastKey == default, nowMs - log.OpenedMs);
    }

    /// <summary>The container's log is never rotated: what was followed from its beginning is complete.</summary>
    public void Trust()
    {
        intake.FromBeginning = false;
        if (Log is { IsJoined: true, FirstNumber: > 0 }) intake.Ledger.TrustFollowed(Log.FirstNumber);
    }

    public async ValueTask CloseAsync()
    {
        if (Log is not { } log) return;
        Log = null;
        await log.DisposeAsync();
    }

    public ValueTask DisposeAsync() => CloseAsync();
}

/// <summary>How a followed log ended.</summary>
/// <param name="End">How the response ended.</param>
/// <param name="WasJoined">What it gave followed what is stored without a hole.</param>
/// <param name="GaveNothing">Not one message came.</param>
/// <param name="LivedMs">From its opening to its end.</param>
readonly record struct EndedFollow(LogEnd End, bool WasJoined, bool GaveNothing, long LivedMs);
