using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace LogAggregator.Api.Queries;

/// <summary>Lets a bounded number of queries work at once; the others wait, and are let in by the order in which they came.</summary>
sealed class QueryGate
{
    /// <summary>Queries that work at once: each may hold <see cref="Engine.Query.Pipes.QueryLimits.MaxBytes"/> and a core.</summary>
    public const int MaxRunning = 4;

    /// <summary>Queries that wait, at most; more are refused.</summary>
    public const int MaxWaiting = 64;

    /// <summary>Guards the number and the queue. Never held while anything waits.</summary>
    readonly Lock _lock = new();
    readonly LinkedList<TaskCompletionSource> _waiting = new();
    int _running;

    /// <summary>
    /// The task completes when it is the caller's turn; then <see cref="Leave"/> must be called. False if too many wait already. If the
    /// token is cancelled the place in the queue is given up, and the task is cancelled.
    /// </summary>
    public bool TryEnter(out Task turn, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            turn = Task.CompletedTask;
            if (_running < MaxRunning) _running++;
            else if (_waiting.Count >= MaxWaiting) return false;
            else turn = WaitAsync(_waiting.AddLast(new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)), cancellationToken);
            return true;
        }
    }

    public void Leave()
    {
        lock (_lock)
        {
            if (_waiting.First is not { } next)
            {
                _running--;
                return;
            }

            // The place is handed on: nobody who comes now can take it.
            _waiting.RemoveFirst();
            next.Value.SetResult();
        }
    }

    async Task WaitAsync(LinkedListNode<TaskCompletionSource> place, CancellationToken cancellationToken)
    {
        await using var registration = cancellationToken.Register(() => GiveUp(place, cancellationToken));
        await place.Value.Task;
    }

    void GiveUp(LinkedListNode<TaskCompletionSource> place, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (place.List is null) return;
            _waiting.Remove(place);
            place.Value.SetCanceled(cancellationToken);
        }
    }
}
