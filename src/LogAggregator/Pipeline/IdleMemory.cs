using System;
using System.Threading;
using System.Threading.Tasks;

namespace LogAggregator.Pipeline;

/// <summary>
/// Gives memory back after work: a process that allocates nothing collects nothing, so what a burst or a large search
/// needed would stay for as long as the service then has little to do.
/// </summary>
sealed class IdleMemory(TimeProvider time)
{
    /// <summary>Between two looks.</summary>
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>So many looks that find it idle are a rest. 25 s: the store lets go what nobody asked for within 20.</summary>
    const int RestLooks = 5;

    /// <summary>Bytes allocated between two looks that still count as idle: health checks, a trickle of lines.</summary>
    const long IdleBytes = 3 * 1024 * 1024;

    /// <summary>Bytes allocated since the last collection of this kind that make another one worth its few milliseconds.</summary>
    const long WorkBytes = 32 * 1024 * 1024;

    long _lastAllocated;
    long _allocatedAtCollection;
    int _idleLooks;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                if (ShouldCollect(GC.GetTotalAllocatedBytes())) GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            }
        }
        catch (OperationCanceledException)
        {
            // Told to stop.
        }
    }

    /// <param name="allocated">Bytes that the process has allocated so far, in all.</param>
    internal bool ShouldCollect(long allocated)
    {
        _idleLooks = allocated - _lastAllocated < IdleBytes ? _idleLooks + 1 : 0;
        _lastAllocated = allocated;
        if (_idleLooks < RestLooks || allocated - _allocatedAtCollection < WorkBytes) return false;
        _allocatedAtCollection = allocated;
        return true;
    }
}
