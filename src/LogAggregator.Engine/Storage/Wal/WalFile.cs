using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using LogAggregator.Engine.Storage.Encoding;
using LogAggregator.Engine.Storage.Files;

namespace LogAggregator.Engine.Storage.Wal;

/// <summary>
/// A WAL file open for appending. One thread writes; <see cref="Sync"/> may run on another one beside it.
/// </summary>
sealed class WalFile : IDisposable
{
    readonly IStorageFile _file;
    long _synced;
    bool _dirtyEnd;

    public WalFile(IStorageFile file, ulong number, long length)
    {
        _file = file;
        Number = number;
        Length = length;
        _synced = length;
    }

    public ulong Number { get; }

    public string Name => StoreFileName.Wal(Number);

    /// <summary>Bytes of whole frames, written by the one writer.</summary>
    public long Length { get; private set; }

    /// <summary>Bytes known to be on the disk.</summary>
    public long SyncedLength => Volatile.Read(ref _synced);

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
            WalFrame.Finish(start, frame, 0);
        }

        var name = StoreFileName.Wal(header.Number);
        var file = directory.Create(name);
        try
        {
            file.Write(0, start.Written);
            file.Sync();
            directory.Sync();
            return new WalFile(file, header.Number, start.Length);
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
            _file.Write(Length, frames);
        }
        catch (IOException)
        {
            CutEnd();
            throw;
        }

        _dirtyEnd = false;
        Length += frames.Length;
    }

    /// <summary>Returns when the first <paramref name="length"/> bytes are on the disk.</summary>
    public void Sync(long length)
    {
        if (SyncedLength >= length) return;
        _file.Sync();
        Volatile.Write(ref _synced, length);
    }

    public void Dispose() => _file.Dispose();

    // A whole frame of a failed write must not stay: its caller was told that nothing was kept, and sends it again.
    void CutEnd()
    {
        _file.Truncate(Length);
        _dirtyEnd = false;
    }
}
