using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;

namespace LogAggregator.Engine.Storage.Commit;

/// <summary>
/// Makes written batches durable: one sync for all that wait, beside the writes of the next ones.
/// </summary>
/// <param name="interval">Smallest time between the begin of two syncs.</param>
/// <param name="time">Measures it.</param>
/// <param name="onFailed">Told when a sync failed, after the requests were handed to their generation.</param>
/// <param name="onFaulted">Told when the loop ended by a defect, after all who wait were.</param>
sealed class SyncLoop(TimeSpan interval, TimeProvider time, Action<Generation, IOException> onFailed, Action<Exception> onFaulted)
{
    /// <summary>One sign at most is waiting: it covers all requests.</summary>
    readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    readonly Lock _lock = new();
    List<(Generation Generation, CommitRequest Request)> _waiting = [];
    Exception? _fault;
    long? _lastStart;

    /// <summary>Completes the request when what its generation's WAL holds now is on the disk.</summary>
    public void Add(Generation generation, CommitRequest request)
    {
        lock (_lock)
        {
            if (_fault is null) _waiting.Add((generation, request));
            else request.Fail(CommitLoop.Stopped(_fault));
        }

        _wake.Writer.TryWrite(true);
    }

    /// <summary>Ends after <see cref="Stop"/> and a last sync.</summary>
    public async Task RunAsync()
    {
        List<(Generation Generation, CommitRequest Request)> taken = [];
        try
        {
            await foreach (var _ in _wake.Reader.ReadAllAsync())
            {
                await HoldBackAsync();
                taken = TakeWaiting();
                foreach (var (generation, requests) in ByGeneration(taken)) await SyncAsync(generation, requests);
            }
        }
        catch (Exception error)
        {
            lock (_lock) _fault = error;
            foreach (var (_, request) in taken.Concat(TakeWaiting())) request.Fail(CommitLoop.Stopped(error));
            onFaulted(error);
        }
    }

    public void Stop() => _wake.Writer.TryComplete();

    async Task SyncAsync(Generation generation, List<CommitRequest> requests)
    {
        try
        {
            // A thread of its own: the pool has few, and a sync blocks for milliseconds.
            await Task.Factory.StartNew(generation.Wal!.Sync, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            foreach (var request in requests) request.Complete();
        }
        catch (IOException error)
        {
            foreach (var request in requests) generation.CompleteWhenSealed(request);
            onFailed(generation, error);
        }
    }

    async Task HoldBackAsync()
    {
        var rest = _lastStart is { } last ? interval - time.GetElapsedTime(last) : TimeSpan.Zero;
        if (rest > TimeSpan.Zero) await Task.Delay(rest, time);
        _lastStart = time.GetTimestamp();
    }

    List<(Generation Generation, CommitRequest Request)> TakeWaiting()
    {
        lock (_lock)
        {
            var waiting = _waiting;
            _waiting = [];
            return waiting;
        }
    }

    static Dictionary<Generation, List<CommitRequest>> ByGeneration(List<(Generation Generation, CommitRequest Request)> waiting)
    {
        var groups = new Dictionary<Generation, List<CommitRequest>>();
        foreach (var (generation, request) in waiting)
        {
            if (!groups.TryGetValue(generation, out var requests)) groups.Add(generation, requests = []);
            requests.Add(request);
        }

        return groups;
    }
}
