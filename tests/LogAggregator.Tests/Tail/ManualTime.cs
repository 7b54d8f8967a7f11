using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace LogAggregator.Tests.Tail;

/// <summary>A clock that stands still; its timers fire when the test says so.</summary>
sealed class ManualTime : TimeProvider
{
    readonly List<Timer> _timers = [];

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(() => callback(state));
        lock (_timers) _timers.Add(timer);
        return timer;
    }

    public void FireAll()
    {
        Timer[] timers;
        lock (_timers) timers = [.. _timers];
        foreach (var timer in timers) timer.Fire();
    }

    sealed class Timer(Action callback) : ITimer
    {
        bool _stopped;

        public void Fire()
        {
            if (!_stopped) callback();
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose() => _stopped = true;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
