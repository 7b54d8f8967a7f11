using System.Threading;
using System.Threading.Tasks;

namespace LogAggregator.Collect.Docker;

/// <summary>Wakes one waiting loop. A signal set while nobody waits is kept, once. Set by any thread, awaited by one.</summary>
sealed class Signal
{
    readonly Lock _lock = new();
    TaskCompletionSource? _waiter;
    bool _set;

    public void Set()
    {
        TaskCompletionSource? waiter;
        lock (_lock)
        {
            waiter = _waiter;
            _waiter = null;
            _set = waiter is null;
        }
        waiter?.SetResult();
    }

    /// <summary>Completes at once if the signal is set, else when it is; takes it back.</summary>
    public Task WaitAsync()
    {
        lock (_lock)
        {
            if (_set)
            {
                _set = false;
                return Task.CompletedTask;
            }
            _waiter ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _waiter.Task;
        }
    }
}
