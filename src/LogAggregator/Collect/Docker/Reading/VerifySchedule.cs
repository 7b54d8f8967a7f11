using System;

namespace LogAggregator.Collect.Docker.Reading;

/// <summary>When a followed log that rotates must be checked by a read of the log. Times are milliseconds of any steady clock.</summary>
sealed class VerifySchedule
{
    const int MaxMessages = 20_000;
    const int MaxMessagesWhereDear = 200_000;
    const long LagMs = 2_000;
    const long LongestLagIntervalMs = 30_000;

    long _messages;
    long _bytes;
    long _lagIntervalMs = 1_000;
    long _dueMs = long.MaxValue;
    long _verifiedMs;

    /// <summary>When the next check is due; <see cref="long.MaxValue"/> if none is.</summary>
    public long DueMs => _dueMs;

    /// <summary>A message was followed that is not confirmed.</summary>
    public void Followed(int bytes, long lagMs, long nowMs, LogRetention retention)
    {
        _messages++;
        _bytes += bytes;
        Request(nowMs + IntervalMs(retention));
        if (_bytes > BytesBetween(retention) || _messages > (retention.TailIsDear ? MaxMessagesWhereDear : MaxMessages)) Request(nowMs);
        if (lagMs > LagMs) Request(Math.Max(nowMs, _verifiedMs + _lagIntervalMs));
    }

    /// <summary>From a message that is not confirmed to the check of it.</summary>
    public static long IntervalMs(LogRetention retention) => retention.TailIsDear ? 10_000 : retention.RepeatsAndLoses ? 5_000 : 30_000;

    public void Request(long atMs) => _dueMs = Math.Min(_dueMs, atMs);

    /// <summary>A check is done. One that found nothing for all the lag (a clock that goes behind) makes the next one wait longer.</summary>
    public void Verified(bool foundSome, long nowMs)
    {
        (_messages, _bytes, _dueMs, _verifiedMs) = (0, 0, long.MaxValue, nowMs);
        _lagIntervalMs = foundSome ? 1_000 : Math.Min(LongestLagIntervalMs, _lagIntervalMs * 2);
    }

    /// <summary>Half of a file, so that the mark is still there; where reading is dear, half of all that is kept.</summary>
    static long BytesBetween(LogRetention retention) =>
        retention.TailIsDear ? Math.Max(retention.MaxFileBytes, retention.KeptBytes) / 2 : retention.Rotates ? retention.MaxFileBytes / 2 : long.MaxValue;
}
