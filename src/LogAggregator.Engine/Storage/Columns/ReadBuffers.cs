using System;
using System.Buffers;
using System.Collections.Generic;
using System.Threading;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>
/// Memory that a block is read into, borrowed until it is disposed: then nobody may have the block any more. A search over all history
/// reads megabytes of each block; taken anew each time, the garbage collector was half of the search.
/// </summary>
sealed class ReadBuffers : IDisposable
{
    readonly Lock _lock = new();
    readonly List<byte[]> _rented = [];

    public Memory<byte> Rent(int length)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(length);
        lock (_lock) _rented.Add(buffer);
        return buffer.AsMemory(0, length);
    }

    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var buffer in _rented) ArrayPool<byte>.Shared.Return(buffer);
            _rented.Clear();
        }
    }
}
