using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace LogAggregator.Tests.Collect.Docker.Simulation;

/// <summary>Clock and timers that move only when told to. Used by one thread.</summary>
sealed class SimulatedTime : TimeProvider
{
    readonly List<Timer> _timers = [];
    long _ticks = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).UtcTicks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public long NowNs => (_ticks - DateTimeOffset.UnixEpoch.Ticks) * 100;

    public override DateTimeOffset GetUtcNow() => new(_ticks, TimeSpan.Zero);

    public override long GetTimestamp() => _ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>A process that is killed takes its timers with it.</summary>
    public void Forget() => _timers.Clear();

    /// <summary>Goes to the next timer within that time and fires it; false if there is none: then all the time has passed.</summary>
    public bool Step(long untilTicks)
    {
        var next = _timers.Where(timer => timer.DueTicks <= untilTicks).MinBy(timer => timer.DueTicks);
        _ticks = Math.Max(_ticks, next?.DueTicks ?? untilTicks);
        next?.Fire();
        return next is not null;
    }

    sealed class Timer(SimulatedTime time, TimerCallback callback, object? state) : ITimer
    {
        TimeSpan _period;

        public long DueTicks { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _period = period;
            time._timers.Remove(this);
            if (dueTime == Timeout.InfiniteTimeSpan) return true;
            DueTicks = time._ticks + dueTime.Ticks;
            time._timers.Add(this);
            return true;
        }

        public void Fire()
        {
            time._timers.Remove(this);
            if (_period > TimeSpan.Zero) Change(_period, _period);
            callback(state);
        }

        public void Dispose() => time._timers.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
