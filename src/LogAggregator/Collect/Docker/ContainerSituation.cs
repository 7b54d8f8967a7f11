using System;

namespace LogAggregator.Collect.Docker;

/// <summary>All that decides what a container's loop does next. Times are ms of our steady clock; <see cref="long.MaxValue"/> is never.</summary>
readonly record struct ContainerSituation
{
    public required long NowMs { get; init; }

    /// <summary>The engine answers.</summary>
    public required bool IsUp { get; init; }

    /// <summary>Nothing is asked of the engine before.</summary>
    public required long RetryMs { get; init; }

    public required FollowState Follow { get; init; }

    public required bool IsRunning { get; init; }

    /// <summary>The engine gives its log out.</summary>
    public required bool IsReadable { get; init; }

    public required bool IsInspected { get; init; }

    /// <summary>Reading from the end of its log makes the engine unpack every file.</summary>
    public required bool TailIsDear { get; init; }

    /// <summary>It is gone.</summary>
    public required bool IsRemoved { get; init; }

    /// <summary>Until then what is still to come of a removed container's log is waited for.</summary>
    public required long RemovalEndsMs { get; init; }

    /// <summary>A run has ended and its log was not read since.</summary>
    public required bool EndIsUnread { get; init; }

    public required bool WantsInspection { get; init; }

    public required bool WantsCatchUp { get; init; }

    public required bool WantsHistory { get; init; }

    public required long InspectMs { get; init; }

    public required long ReopenMs { get; init; }

    /// <summary>The followed log must be read then, if the mark was not met in it.</summary>
    public required long JoinMs { get; init; }

    public required long VerifyMs { get; init; }

    public required long AuditMs { get; init; }

    public required long FlushMs { get; init; }

    public bool OpenIsDue => MayAsk && MayOpen && NowMs >= ReopenMs;

    public bool CatchUpIsDue => MayAsk && !IsRemoved && IsInspected && IsReadable
        && (WantsCatchUp || WantsHistory || NowMs >= VerifyMs || NowMs >= JoinMs);

    /// <summary>When to look again; what is due before that waits for something that sets the signal.</summary>
    public long WakeMs
    {
        get
        {
            var asks = IsRemoved ? (Follow == FollowState.None ? NowMs : RemovalEndsMs) : IsUp ? NextRequestMs : long.MaxValue;
            return Math.Min(FlushMs, Math.Max(asks, RetryMs));
        }
    }

    bool MayAsk => IsUp && NowMs >= RetryMs;

    bool MayOpen => Follow == FollowState.None && IsRunning && IsReadable && !WantsHistory && !IsRemoved;

    long NextRequestMs
    {
        get
        {
            if (WantsInspection) return NowMs;
            if (!IsReadable) return InspectMs;
            if (WantsCatchUp || WantsHistory) return NowMs;
            var next = Math.Min(InspectMs, VerifyMs);
            if (Follow == FollowState.None) return IsRunning ? Math.Min(next, ReopenMs) : next;
            next = Math.Min(next, JoinMs);
            return TailIsDear ? next : Math.Min(next, AuditMs);
        }
    }

    /// <summary>The most urgent step.</summary>
    /// <param name="mayOpen">Whether it is this container's turn to open its log; asked only if that is the next step.</param>
    /// <param name="mayRead">The same for a read of the log.</param>
    public ContainerStep Next(Func<bool> mayOpen, Func<bool> mayRead)
    {
        if (Follow == FollowState.Ended) return ContainerStep.EndFollow;
        if (OpenIsDue && mayOpen()) return ContainerStep.Open;
        // A container that has ended may be removed at once: its log is read first.
        if (EndIsUnread && CatchUpIsDue && mayRead()) return ContainerStep.CatchUp;
        if (MayAsk && (WantsInspection || NowMs >= InspectMs) && !IsRemoved) return ContainerStep.Inspect;
        if (CatchUpIsDue && mayRead()) return ContainerStep.CatchUp;
        if (Follow == FollowState.Ready) return ContainerStep.Take;
        if (NowMs >= FlushMs) return ContainerStep.Flush;
        if (MayAsk && Follow != FollowState.None && NowMs >= AuditMs && !TailIsDear) return ContainerStep.Audit;
        return ContainerStep.Sleep;
    }
}

enum FollowState
{
    /// <summary>No log is followed.</summary>
    None,

    /// <summary>The log is open, and nothing has come.</summary>
    Waiting,

    Ready,

    Ended,
}
