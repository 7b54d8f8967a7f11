using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using LogAggregator.Engine.Storage.Columns;
using LogAggregator.Engine.Storage.Scanning;

namespace LogAggregator.Engine.Storage.Segments;

/// <summary>
/// Visits blocks on several cores: some are prepared at the same time, and finished one by one in the order in which they were started. So
/// no more are in memory than cores take part. For one thread at a time.
/// </summary>
/// <param name="newFilter">Makes one for each core.</param>
/// <param name="buffers">Gives those of a block. Any thread.</param>
/// <param name="cores">Those that may help.</param>
sealed class BlockVisits(Func<ScanFilter> newFilter, Func<ReadBuffers> buffers, HelperCores cores) : IAsyncDisposable
{
    readonly int _helpers = cores.Take();
    readonly Queue<Started> _started = new();
    readonly Stack<ScanFilter> _filters = new();

    /// <summary>One must be finished before the next is started.</summary>
    public bool IsFull => _started.Count > _helpers;

    public bool IsEmpty => _started.Count == 0;

    public void Start(BlockVisit visit)
    {
        if (!_filters.TryPop(out var filter)) filter = newFilter();
        _started.Enqueue(new Started(visit, filter, Task.Run(() => visit.Prepare(filter, buffers))));
    }

    /// <summary>Finishes the first one. False if the consumer wants no more.</summary>
    public async Task<bool> FinishAsync()
    {
        var first = _started.Peek();
        await first.Prepared;
        _started.Dequeue();
        _filters.Push(first.Filter);
        return first.Visit.Finish();
    }

    /// <summary>Waits for what was started: the segments must not go before.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await Task.WhenAll(_started.Select(started => started.Prepared));
        }
        finally
        {
            foreach (var started in _started) started.Visit.Dispose();
            cores.GiveBack(_helpers);
        }
    }

    readonly record struct Started(BlockVisit Visit, ScanFilter Filter, Task Prepared);
}
