using System;

namespace LogAggregator.Engine.Storage.Files;

/// <summary>An open file. Reads and <see cref="Sync"/> may run beside a write; writes come from one thread at a time.</summary>
interface IStorageFile : IDisposable
{
    long Length { get; }

    /// <summary>Bytes read: fewer than asked for at the end of the file only.</summary>
    int Read(long offset, Span<byte> destination);

    /// <summary>Writes all, or throws after some.</summary>
    void Write(long offset, ReadOnlySpan<byte> source);

    void Truncate(long length);

    /// <summary>Returns when everything written before the call is on the disk.</summary>
    void Sync();
}
