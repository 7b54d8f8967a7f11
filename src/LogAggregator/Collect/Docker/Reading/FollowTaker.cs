using System;
using LogAggregator.Collect.Docker.Engine;
using LogAggregator.Collect.Docker.Lines;
using LogAggregator.Collect.Docker.Positions;
using LogAggregator.Metrics;

namespace LogAggregator.Collect.Docker.Reading;

/// <summary>
/// Takes what a followed log gives, at once. It may repeat messages and leave some out; a message that is not clearly new is left to
/// the next read of the log, which is asked for.
/// </summary>
sealed class FollowTaker(LogIntake intake, ServiceMetrics metrics)
{
    const long PromptMs = 50;
    const long SuspicionMs = 1_000;

    /// <summary>When what was taken must be checked.</summary>
    public VerifySchedule Schedule { get; } = new();

    /// <param name="log">A log with a batch that is ready.</param>
    /// <param name="nowNs">Our clock.</param>
    /// <param name="nowMs">Of the schedule.</param>
    /// <param name="retention">What the log keeps.</param>
    public void Take(FollowedLog log, long nowNs, long nowMs, LogRetention retention)
    {
        var batch = log.Batch;
        for (var i = 0; i < batch.Count; i++)
        {
            var message = batch[i];
            var payload = batch.Payload(message);
            var key = log.Keys.Next(message.Stream, message.TimestampNs, payload);
            log.LastKey = key;
            if (IsPartOfUncertainLine(log, message, payload, nowMs, retention)) continue;
            if (IsNew(log, key, message, nowMs, retention)) Take(log, key, message, batch, nowNs, nowMs, retention);
        }
    }

    /// <summary>
    /// A followed log may begin again at a rotation, inside of a line of more than 16 KiB: such a line is left to the next read of the
    /// log, where a rotation can pass unnoticed.
    /// </summary>
    bool IsPartOfUncertainLine(FollowedLog log, in DockerMessage message, ReadOnlySpan<byte> payload, long nowMs, LogRetention retention)
    {
        if (!GapJudge.MayBeginAgain(retention)) return false;
        var begins = payload.Length >= LineJoiner.PartBytes && payload[^1] != (byte)'\n';
        if (!begins && !log.IsSameLine(message)) return false;
        log.LeaveLine(message);
        intake.Leave(message.TimestampNs);
        Schedule.Request(nowMs + SuspicionMs);
        return true;
    }

    bool IsNew(FollowedLog log, MessageKey key, in DockerMessage message, long nowMs, LogRetention retention)
    {
        var ledger = intake.Ledger;
        var mayBeginInside = log.MayBeginInsideOfLine(message, ledger);
        if (ledger.Knows(key))
        {
            if (log.IsJoined) metrics.DuplicatesDropped.Increment();
            if (key == ledger.NewestAnchor && ledger.HasAnchors) log.IsJoined = true;
            else if (log.IsJoined && !retention.Rotates) ledger.Confirm(key, message.Stream);
            else if (log.IsJoined && log.FirstNumber > 0) ledger.Reorder(key);
            return false;
        }
        if (!ledger.IsCovered(message.Stream, message.TimestampNs))
        {
            if (log.BeginsInsideOfLine(message))
            {
                intake.Leave(message.TimestampNs);
                Schedule.Request(nowMs + SuspicionMs);
                return false;
            }
            log.IsJoined |= log.IsCaughtUp;
            if (log.IsJoined || !mayBeginInside) return true;
            Schedule.Request(nowMs);
            return false;
        }
        // Older than the mark: a log that does not rotate and was joined gives each message once, whatever the clock says.
        if (log.IsJoined && !retention.Rotates) return true;
        // What comes before the first read of the log is read by that.
        if (!log.IsJoined && !log.IsCaughtUp) return false;
        if (log.IsJoined) metrics.DuplicatesDropped.Increment();
        // Repeated, or printed after the engine's clock was set back: only a read of the log can tell.
        Schedule.Request(nowMs + (retention.RepeatsAndLoses ? VerifySchedule.IntervalMs(retention) : SuspicionMs));
        return false;
    }

    void Take(FollowedLog log, MessageKey key, in DockerMessage message, MessageBatch batch, long nowNs, long nowMs, LogRetention retention)
    {
        var lagMs = (nowNs - message.TimestampNs) / 1_000_000;
        var trusted = log.IsJoined && !retention.Rotates;
        if (!log.IsJoined) Schedule.Request(nowMs);
        if (!trusted) Schedule.Followed(message.Length + CatchUpPass.OverheadBytes, lagMs, nowMs, retention);
        intake.Take(key, message.Stream, batch.Payload(message), trusted, lagMs < PromptMs);
    }
}
