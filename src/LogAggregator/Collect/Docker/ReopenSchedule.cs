using System;

namespace LogAggregator.Collect.Docker;

/// <summary>When an ended log is followed again: at once after a start, else later each time, so that nothing spins. ms.</summary>
sealed class ReopenSchedule
{
    const long QuickMs = 1_000;

    static readonly int[] PausesMs = [100, 1_000, 2_000, 5_000, 10_000, 30_000];

    int _quickEnds;
    bool _startedMeanwhile;

    public long DueMs { get; set; }

    /// <summary>A run began.</summary>
    public void Started() => (_quickEnds, _startedMeanwhile, DueMs) = (0, true, 0);

    public void Opened() => _startedMeanwhile = false;

    public void Ended(long openedMs, long nowMs)
    {
        _quickEnds = nowMs - openedMs < QuickMs ? _quickEnds + 1 : 0;
        DueMs = _startedMeanwhile ? nowMs : nowMs + Pause;
    }

    /// <summary>The restart policy holds the container back: when to look again, should its start be missed.</summary>
    public long NextLook(long nowMs)
    {
        _quickEnds++;
        return nowMs + Pause;
    }

    int Pause => PausesMs[Math.Min(_quickEnds, PausesMs.Length - 1)];
}
