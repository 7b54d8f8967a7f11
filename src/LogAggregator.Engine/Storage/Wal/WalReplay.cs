using System;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Storage.Files;

namespace LogAggregator.Engine.Storage.Wal;

/// <summary>Reads a WAL file again after a start, and tells a write that was never finished from bytes that rotted.</summary>
static class WalReplay
{
    public delegate void OnFrame(in WalContent content, RecordBatch batch);

    /// <param name="file">The WAL.</param>
    /// <param name="isLast">
    /// No WAL follows. A file that another one follows was synced whole before: all damage in it is rot.
    /// </param>
    /// <param name="onFrame">Called for every frame in order; the batch holds until it returns.</param>
    public static WalReplayResult Run(IStorageFile file, bool isLast, OnFrame onFrame)
    {
        var header = WalReader.ReadHeader(file, out var salt);
        var reader = new WalReader(file, salt);
        var frames = 0;
        var end = (long)WalHeader.Length;
        var damaged = header is null ? 1 : 0;
        long? lastSynced = null;
        var batch = new RecordBatch();
        var nextSequence = header?.FirstSequence ?? 0;
        while (reader.TryFindFrame(end, out var frame, out var payload))
        {
            if (frame.Offset > end)
            {
                // Once is enough: the last frame of the file knows most.
                if (isLast && (lastSynced ??= LastSyncedLength(file, salt, frame)) <= end) break;
                damaged++;
            }

            end = frame.End;
            frames++;
            batch.Clear();

            // Sequences rise (after a power cut they may leave some out): an old frame in a new place is damage as well.
            if (!WalPayload.TryDecode(payload, batch, out var content) || content.FirstSequence < nextSequence)
            {
                damaged++;
                continue;
            }

            nextSequence = content.FirstSequence + (ulong)batch.Count;
            onFrame(content, batch);
        }

        var left = file.Length - end;
        return new WalReplayResult(header, salt, end, isLast ? left : 0, isLast || left <= 0 ? damaged : damaged + 1, isLast && frames == 0);
    }

    /// <summary>Slow path, after damage only: what the last whole frame of the file knew to be on the disk.</summary>
    static long LastSyncedLength(IStorageFile file, ulong salt, WalFrame frame)
    {
        var ahead = new WalReader(file, salt);
        var synced = frame.SyncedLength;
        while (ahead.TryFindFrame(frame.End, out frame, out _)) synced = Math.Max(synced, frame.SyncedLength);
        return synced;
    }
}

/// <param name="Header">Null if it is damaged.</param>
/// <param name="Salt">Of its frames.</param>
/// <param name="End">Bytes up to the end of the last whole frame that counts.</param>
/// <param name="TornBytes">Bytes behind it, of a write that was not finished.</param>
/// <param name="Damaged">Frames (or the header) that were whole once and are no longer.</param>
/// <param name="IsUnfinishedStart">A crash came while the file was made: the one before it, still there, has everything.</param>
readonly record struct WalReplayResult(WalHeader? Header, ulong Salt, long End, long TornBytes, int Damaged, bool IsUnfinishedStart);
