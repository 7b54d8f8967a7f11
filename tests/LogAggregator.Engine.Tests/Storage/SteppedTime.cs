using System;
using System.Threading;
using System.Threading.Tasks;

namespace LogAggregator.Engine.Tests.Storage;

/// <summary>A clock that moves when a test says so, for a loop that does one round and sets a timer for the next.</summary>
sealed class SteppedTime : TimeProvider
{
    readonly Lock _lock = new();
    DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    Timer? _armed;
    TaskCompletionSource _next = New();

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock) return _now;
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>So much time passes, and one round of the loop; returns when it sleeps again.</summary>
    public async Task StepAsync(TimeSpan time)
    {
        await UntilAsync(() => _armed is not null);
        Timer? due;
        lock (_lock)
        {
            _now += time;
            (due, _armed) = (_armed, null);
        }

        due!.Fire();
        await UntilAsync(() => _armed is not null);
    }

    /// <summary>Looks at the end of each round.</summary>
    public async Task UntilAsync(Func<bool> isTrue)
    {
        while (true)
        {
            Task next;
            lock (_lock) next = _next.Task;
            if (isTrue()) return;
            await next.WaitAsync(TimeSpan.FromSeconds(60));
        }
    }

    void Arm(Timer timer)
    {
        TaskCompletionSource waiting;
        lock (_lock)
        {
            _armed = timer;
            (waiting, _next) = (_next, New());
        }

        waiting.SetResult();
    }

    void Disarm(Timer timer)
    {
        lock (_lock)
        {
            if (_armed == timer) _armed = null;
        }
    }

    static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    sealed class Timer(SteppedTime time, TimerCallback callback, object? state) : ITimer
    {
        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime == Timeout.InfiniteTimeSpan) time.Disarm(this);
            else time.Arm(this);
            return true;
        }

        public void Dispose() => time.Disarm(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
