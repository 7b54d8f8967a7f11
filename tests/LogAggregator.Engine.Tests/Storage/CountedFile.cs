using System;
using LogAggregator.Engine.Storage.Files;

namespace LogAggregator.Engine.Tests.Storage;

/// <summary>A file to read that counts how many bytes of it were read.</summary>
sealed class CountedFile(byte[] bytes) : IStorageFile
{
    public long Length => bytes.Length;

    public long BytesRead { get; private set; }

    public int Read(long offset, Span<byte> destination)
    {
        var count = (int)Math.Clamp(bytes.Length - offset, 0, destination.Length);
        bytes.AsSpan((int)offset, count).CopyTo(destination);
        BytesRead += count;
        return count;
    }

    public void Write(long offset, ReadOnlySpan<byte> source) => throw new NotSupportedException();

    public void Truncate(long length) => throw new NotSupportedException();

    public void Sync() => throw new NotSupportedException();

    public void Dispose()
    {
    }
}
