using System;
using System.Threading.Tasks;
using LogAggregator.Engine.Model;

namespace LogAggregator.Engine.Storage.Commit;

/// <summary>A batch that waits to be written, or (without one) the wish that the active rows be sealed.</summary>
sealed class CommitRequest(RecordBatch? batch, Durability durability)
{
    readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public RecordBatch? Batch => batch;

    public Durability Durability => durability;

    public Task Done => _done.Task;

    /// <summary>Sequence of the batch's first row, set when it is written.</summary>
    public ulong FirstSequence { get; set; }

    /// <summary>When it is written, ns since the Unix epoch.</summary>
    public long ArrivalNs { get; set; }

    public void Complete() => _done.TrySetResult();

    public void Fail(Exception error) => _done.TrySetException(error);
}
