using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using LogAggregator.Engine.Storage.Encoding;
using LogAggregator.Engine.Storage.State;
using LogAggregator.Engine.Storage.Wal;

namespace LogAggregator.Engine.Storage.Commit;

/// <summary>Writes batches and makes them part of the state. Used by the commit loop alone.</summary>
sealed class Committer(StoreCore core, Cutter cutter, SyncLoop syncs, AppendedHandler? onAppended)
{
    const int KeepBufferBytes = 8 * 1024 * 1024;

    readonly ByteWriter _frames = new(256 * 1024);
    readonly AppliedRows _applied = new();

    /// <exception cref="IOException">None of the batches is kept.</exception>
    public async ValueTask CommitAsync(List<CommitRequest> requests)
    {
        var generation = await cutter.PrepareAsync(requests.Exists(request => request.Batch is null));
        var wal = generation.Wal!;
        Encode(requests, wal.Salt, wal.SyncedLength);
        if (_frames.Length > 0) wal.Write(_frames.Written);
        _frames.Clear(KeepBufferBytes);
        core.Full = false;
        foreach (var request in requests) Finish(request, generation);
    }

    public void OnFailed(IOException error)
    {
        _frames.Clear(KeepBufferBytes);
        core.Full = StoreFullException.IsToldBy(error);
    }

    void Encode(List<CommitRequest> requests, ulong salt, long syncedLength)
    {
        var sequence = core.LastSequence + 1;
        var now = core.NowNs();
        foreach (var request in requests)
        {
            if (request.Batch is not { } batch) continue;
            request.FirstSequence = sequence;
            request.ArrivalNs = now;
            var frame = WalFrame.Begin(_frames);
            WalPayload.EncodeBatch(batch, sequence, now, _frames);
            WalFrame.Finish(_frames, frame, salt, syncedLength);
            sequence += (ulong)batch.Count;
        }
    }

    void Finish(CommitRequest request, Generation generation)
    {
        if (request.Batch is { } batch)
        {
            core.Apply(batch, request.FirstSequence, request.ArrivalNs, generation, _applied);
            if (onAppended is not null && batch.Count > 0) onAppended(() => _applied.Records(batch, request.FirstSequence, core.Sources));
        }

        if (request.Durability == Durability.Durable) syncs.Add(generation, request);
        else request.Complete();
    }
}
