using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Engine;
using LogAggregator.Engine.Model;
using LogAggregator.Metrics;

namespace LogAggregator.Pipeline;

/// <summary>
/// The one way into the store for collected and posted records. Bounds the bytes that are on their way; who comes when
/// it is full waits (<see cref="IngestAsync"/>) or is turned away (<see cref="TryIngestAsync"/>).
/// </summary>
sealed class IngestPipeline(ILogStore store, ServiceMetrics metrics)
{
    /// <summary>Bytes of lines on their way into the store at once. 32 MiB: two of the largest posts.</summary>
    public const long MaxBytesInFlight = 32 * 1024 * 1024;

    readonly Lock _lock = new();
    TaskCompletionSource? _room;
    long _bytesInFlight;

    /// <summary>Waits for room, then appends. Exceptions are those of <see cref="ILogStore.AppendAsync"/>.</summary>
    public async ValueTask IngestAsync(RecordBatch batch, Durability durability, CancellationToken cancellationToken)
    {
        while (!TryEnter(batch.LineBytes, out var room)) await room.WaitAsync(cancellationToken);
        await AppendAsync(batch, durability, cancellationToken);
    }

    /// <summary>Appends, or returns false at once if there is no room.</summary>
    public async ValueTask<bool> TryIngestAsync(RecordBatch batch, Durability durability, CancellationToken cancellationToken)
    {
        if (!TryEnter(batch.LineBytes, out _)) return false;
        await AppendAsync(batch, durability, cancellationToken);
        return true;
    }

    async ValueTask AppendAsync(RecordBatch batch, Durability durability, CancellationToken cancellationToken)
    {
        try
        {
            await store.AppendAsync(batch, durability, cancellationToken);
            metrics.RecordsIngested.Add(batch.Count);
            metrics.BytesIngested.Add(batch.LineBytes);
        }
        finally
        {
            Leave(batch.LineBytes);
        }
    }

    bool TryEnter(long bytes, out Task room)
    {
        lock (_lock)
        {
            // A batch larger than the bound passes when nothing else is on its way.
            if (_bytesInFlight == 0 || _bytesInFlight + bytes <= MaxBytesInFlight)
            {
                _bytesInFlight += bytes;
                room = Task.CompletedTask;
                return true;
            }

            room = (_room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            return false;
        }
    }

    void Leave(long bytes)
    {
        TaskCompletionSource? room;
        lock (_lock)
        {
            _bytesInFlight -= bytes;
            room = _room;
            _room = null;
        }

        room?.TrySetResult();
    }
}
