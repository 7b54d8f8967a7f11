using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using LogAggregator.Engine.Storage.Encoding;
using LogAggregator.Engine.Storage.Files;

namespace LogAggregator.Engine.Storage.Wal;

/// <summary>
/// A WAL file open for appending. One thread writes; <see cref="Sync"/> may run on others beside it.
/// </summary>
sealed class WalFile(IStorageFile file, ulong number, ulong salt, long length) : IDisposable
{
    /// <summary>Held during a sync, so that an error of the disk, which it tells only once, is seen by all who wait.</summary>
    readonly Lock _syncing = new();
    long _length = length;
    long _synced = length;
    bool _dirtyEnd;
    volatile bool _failed;

    public ulong Number => number;

    /// <summary>What each of its frames begins with.</summary>
    public ulong Salt => salt;

    /// <summary>Bytes of whole frames.</summary>
    public long Length => Volatile.Read(ref _length);

    /// <summary>Bytes known to be on the disk.</summary>
    public long SyncedLength => Volatile.Read(ref _synced);

    /// <summary>A sync failed: the system may have dropped what was written, and a later sync would not tell.</summary>
    public bool SyncFailed => _failed;

    /// <summary>
    /// A new file with all positions, durable on return. The positions are written twice: a file of which one copy is
    /// damaged still has them.
    /// </summary>
    public static WalFile Create(
        IStorageDirectory directory, in WalHeader header, IReadOnlyDictionary<string, byte[]> positions)
    {
        var start = new ByteWriter();
        header.Encode(start);
        for (var copy = 0; copy < 2; copy++)
        {
            var frame = WalFrame.Begin(start);
            WalPayload.EncodeSnapshot(positions, header.FirstSequence, header.CreatedNs, start);
            WalFrame.Finish(start, frame, header.Salt, 0);
        }

        var name = StoreFileName.Wal(header.Number);
        var file = directory.Create(name);
        try
        {
            file.Write(0, start.Written);
            file.Sync();
            directory.Sync();
            return new WalFile(file, header.Number, header.Salt, start.Length);
        }
        catch (IOException)
        {
            file.Dispose();
            directory.Delete(name);
            throw;
        }
    }

    /// <summary>Appends whole frames in one write, or nothing.</summary>
    /// <exception cref="IOException">Nothing is kept: what reached the file is cut off again before the next write.</exception>
    public void Write(ReadOnlySpan<byte> frames)
    {
        if (_dirtyEnd) CutEnd();
        _dirtyEnd = true;
        try
        {
            file.Write(_length, frames);
        }
        catch (IOException)
        {
            CutEnd();
            throw;
        }

        _dirtyEnd = false;
        Volatile.Write(ref _length, _length + frames.Length);
    }

    /// <summary>Returns when everything written before the call is on the disk. Blocks its thread.</summary>
    public void Sync()
    {
        var length = Length;
        lock (_syncing)
        {
            if (_failed) throw new IOException($"An earlier sync of {StoreFileName.Wal(number)} failed.");
            if (_synced >= length) return;
            try
            {
                file.Sync();
            }
            catch (IOException)
            {
                _failed = true;
                throw;
            }

            Volatile.Write(ref _synced, length);
        }
    }

    public void Dispose() => file.Dispose();

    // A whole frame of a failed write must not stay: its caller was told that nothing was kept, and sends it again.
    void CutEnd()
    {
        file.Truncate(_length);
        _dirtyEnd = false;
    }
}
