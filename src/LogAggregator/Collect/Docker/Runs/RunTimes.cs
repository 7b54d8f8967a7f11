using System;
using System.Collections.Generic;

namespace LogAggregator.Collect.Docker.Runs;

/// <summary>Docker's times of a container's messages, between which its starts and stops must lie. ns since the Unix epoch.</summary>
sealed class RunTimes
{
    /// <summary>Runs whose records may still be to come.</summary>
    const int MaxRuns = 8;

    /// <summary>After which end, and when the first message after it.</summary>
    readonly List<(long AfterNs, long FirstNs)> _runs = [(0, 0)];

    /// <summary>Time of the newest message; 0 if none was taken.</summary>
    public long NewestNs { get; private set; }

    public void Take(long timestampNs)
    {
        NewestNs = Math.Max(NewestNs, timestampNs);
        for (var i = _runs.Count - 1; i >= 0; i--)
        {
            var (afterNs, firstNs) = _runs[i];
            if (timestampNs <= afterNs) continue;
            if (firstNs == 0 || timestampNs < firstNs) _runs[i] = (afterNs, timestampNs);
            return;
        }
    }

    /// <summary>A run has ended: later messages are of the next.</summary>
    public void EndedAt(long timestampNs)
    {
        if (_runs.Count > 0 && timestampNs <= _runs[^1].AfterNs) return;
        _runs.Add((timestampNs, 0));
        if (_runs.Count > MaxRuns) _runs.RemoveAt(0);
    }

    /// <summary>Time of the first message of the run that began then, as far as one was taken; else 0.</summary>
    public long FirstOf(long startNs)
    {
        for (var i = _runs.Count - 1; i >= 0; i--)
        {
            if (_runs[i].AfterNs < startNs) return _runs[i].FirstNs;
        }
        return 0;
    }

    /// <summary>Goes on after another process.</summary>
    /// <param name="newestNs">Time of the newest message it took.</param>
    /// <param name="endNs">End of the last run; null if that goes on: its first message is not known any more.</param>
    public void Restore(long newestNs, long? endNs)
    {
        NewestNs = newestNs;
        _runs.Clear();
        if (endNs is { } end) _runs.Add((end, 0));
    }
}
