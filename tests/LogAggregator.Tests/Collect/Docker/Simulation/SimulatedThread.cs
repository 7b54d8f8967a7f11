using System;
using System.Collections.Generic;
using System.Threading;

namespace LogAggregator.Tests.Collect.Docker.Simulation;

/// <summary>Everything asynchronous runs here, one piece after the other, and only when told to: the same seed gives the same run.</summary>
sealed class SimulatedThread : SynchronizationContext
{
    const int Endless = 2_000_000;

    readonly Lock _lock = new();
    readonly Queue<(SendOrPostCallback Callback, object? State)> _work = new();

    public SimulatedTime Time { get; } = new();

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_lock) _work.Enqueue((d, state));
    }

    public void Start(Action action)
    {
        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            action();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    /// <summary>Runs at most so many pieces. False if nothing is left to do.</summary>
    public bool Run(int pieces = Endless)
    {
        for (var i = 0; i < pieces; i++)
        {
            (SendOrPostCallback Callback, object? State) work;
            lock (_lock)
            {
                if (!_work.TryDequeue(out work)) return false;
            }
            Start(() => work.Callback(work.State));
        }
        return pieces == Endless ? throw new InvalidOperationException("The collector spins.") : true;
    }

    public void Advance(TimeSpan span)
    {
        var until = Time.GetTimestamp() + span.Ticks;
        do Run();
        while (Step(until));
        Run();
    }

    /// <summary>The process is killed: nothing of it runs any more.</summary>
    public void Kill()
    {
        lock (_lock) _work.Clear();
        Time.Forget();
    }

    bool Step(long untilTicks)
    {
        var more = false;
        Start(() => more = Time.Step(untilTicks));
        return more;
    }
}
