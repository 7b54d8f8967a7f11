using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Channels;
using System.Threading.Tasks;

namespace LogAggregator.Engine.Storage.Commit;

/// <summary>
/// The one writer: takes all batches that wait, gives them sequences, writes them at once, makes them searchable, tells
/// the live readers, and completes them.
/// </summary>
/// <param name="committer">Writes them.</param>
/// <param name="onFaulted">Told when the loop ended by a defect, after all who wait were.</param>
sealed class CommitLoop(Committer committer, Action<Exception> onFaulted)
{
    /// <summary>Batches that wait at most; then appending waits. The pipeline before it bounds their bytes.</summary>
    const int MaxWaiting = 1024;

    /// <summary>4 MiB of lines in one write: some milliseconds, in which nothing else is acknowledged.</summary>
    const int MaxBytesPerWrite = 4 * 1024 * 1024;

    readonly Channel<CommitRequest> _requests = Channel.CreateBounded<CommitRequest>(
        new BoundedChannelOptions(MaxWaiting) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    public ChannelWriter<CommitRequest> Requests => _requests.Writer;

    /// <summary>Ends when the writer is completed and everything before that is committed.</summary>
    public async Task RunAsync()
    {
        var taken = new List<CommitRequest>();
        try
        {
            await CommitAllAsync(taken);
        }
        catch (Exception error)
        {
            // A defect: what is in memory may not be what is in the WAL, so nothing more is taken; nobody waits for ever.
            _requests.Writer.TryComplete(error);
            while (_requests.Reader.TryRead(out var waiting)) taken.Add(waiting);
            foreach (var request in taken) request.Fail(Stopped(error));
            onFaulted(error);
        }
    }

    public static IOException Stopped(Exception error) => new($"The store takes no more records until it is opened again: {error.Message}", error);

    async Task CommitAllAsync(List<CommitRequest> taken)
    {
        await foreach (var first in _requests.Reader.ReadAllAsync())
        {
            TakeWaiting(first, taken);
            try
            {
                await committer.CommitAsync(taken);
            }
            catch (IOException error)
            {
                committer.OnFailed(error);
                foreach (var request in taken) request.Fail(Explain(error));
            }

            taken.Clear();
        }
    }

    void TakeWaiting(CommitRequest first, List<CommitRequest> taken)
    {
        taken.Add(first);
        long bytes = first.Batch?.LineBytes ?? 0;
        while (bytes < MaxBytesPerWrite && _requests.Reader.TryRead(out var next))
        {
            taken.Add(next);
            bytes += next.Batch?.LineBytes ?? 0;
        }
    }

    static IOException Explain(IOException error) => StoreFullException.IsToldBy(error) && error is not StoreFullException
        ? new StoreFullException("The disk that holds the store is full. Free some space, or let retention remove more.", error)
        : error;
}
