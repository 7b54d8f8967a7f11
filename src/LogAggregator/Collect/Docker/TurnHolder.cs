using System;
using System.Threading;
using System.Threading.Tasks;

namespace LogAggregator.Collect.Docker;

/// <summary>One container's place at a gate. It goes on with other work while it waits for its turn; the signal tells when it has it.</summary>
sealed class TurnHolder(SemaphoreSlim gate, Signal signal) : IDisposable
{
    readonly CancellationTokenSource _closed = new();
    readonly Lock _lock = new();
    bool _waiting;
    bool _held;

    public bool IsHeld
    {
        get
        {
            lock (_lock) return _held;
        }
    }

    /// <summary>True if no turn is needed or this is it. Otherwise it waits for one.</summary>
    public bool TryEnter(bool needed)
    {
        lock (_lock)
        {
            if (!needed || _held) return true;
            if (_waiting) return false;
            if (gate.Wait(0)) return _held = true;
            _waiting = true;
        }
        _ = WaitAsync();
        return false;
    }

    public void Leave()
    {
        lock (_lock)
        {
            if (_held) gate.Release();
            _held = false;
        }
    }

    public void Dispose()
    {
        _closed.Cancel();
        Leave();
        if (!_waiting) _closed.Dispose();
    }

    async Task WaitAsync()
    {
        try
        {
            await gate.WaitAsync(_closed.Token);
        }
        catch (OperationCanceledException)
        {
            return;
        }
        lock (_lock) (_waiting, _held) = (false, true);
        if (_closed.IsCancellationRequested) Leave();
        else signal.Set();
    }
}
