using System;
using System.IO;
using Microsoft.Win32.SafeHandles;

namespace LogAggregator.Engine.Storage.Files;

sealed class DiskFile(SafeFileHandle handle, string path) : IStorageFile
{
    public static DiskFile Open(string path, FileMode mode, FileAccess access) =>
        new(StorageErrors.Unify(() => File.OpenHandle(path, mode, access, FileShare.ReadWrite | FileShare.Delete)), path);

    public long Length => StorageErrors.Unify(() => RandomAccess.GetLength(handle));

    public int Read(long offset, Span<byte> destination)
    {
        var total = 0;
        while (total < destination.Length)
        {
            var read = ReadOnce(offset + total, destination[total..]);
            if (read == 0) break;
            total += read;
        }

        return total;
    }

    public void Write(long offset, ReadOnlySpan<byte> source)
    {
        try
        {
            RandomAccess.Write(handle, source, offset);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new IOException(error.Message, error);
        }
    }

    public void Truncate(long length) => StorageErrors.Unify(() => RandomAccess.SetLength(handle, length));

    public void Sync() => Posix.SyncData(handle, path);

    public void Dispose() => handle.Dispose();

    int ReadOnce(long offset, Span<byte> destination)
    {
        try
        {
            return RandomAccess.Read(handle, destination, offset);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new IOException(error.Message, error);
        }
    }
}
