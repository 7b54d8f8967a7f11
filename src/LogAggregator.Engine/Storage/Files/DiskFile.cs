using System;
using System.IO;
using Microsoft.Win32.SafeHandles;

namespace LogAggregator.Engine.Storage.Files;

sealed class DiskFile(string path, FileMode mode) : IStorageFile
{
    readonly SafeFileHandle _handle = File.OpenHandle(path, mode, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);

    public long Length => RandomAccess.GetLength(_handle);

    public int Read(long offset, Span<byte> destination)
    {
        var total = 0;
        while (total < destination.Length)
        {
            var read = RandomAccess.Read(_handle, destination[total..], offset + total);
            if (read == 0) break;
            total += read;
        }

        return total;
    }

    public void Write(long offset, ReadOnlySpan<byte> source) => RandomAccess.Write(_handle, source, offset);

    public void Truncate(long length) => RandomAccess.SetLength(_handle, length);

    public void Sync() => Posix.SyncData(_handle, path);

    public void Dispose() => _handle.Dispose();
}
