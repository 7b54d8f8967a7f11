using System;
using System.Buffers;
using System.Collections.Generic;
using System.Threading;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>
/// Memory that a block is read into, borrowed until it is disposed: then nobody may have the block any more. A search over all history
/// reads megabytes of each block; taken anew each time, the garbage collector was half of the search. Any thread.
/// </summary>
sealed class ReadBuffers : IDisposable
{
    readonly Lock _lock = new();
    readonly List<byte[]> _bytes = [];
    readonly List<int[]> _ints = [];
    readonly List<long[]> _longs = [];

    /// <summary>Borrows nothing: what is read stays as long as anybody has it.</summary>
    public static ReadBuffers Kept { get; } = new();

    public Memory<byte> RentBytes(int length) => Rent(_bytes, length).AsMemory(0, length);

    /// <summary>At least so long, with anything in it.</summary>
    public int[] RentInts(int length) => Rent(_ints, length);

    /// <summary>At least so long, with anything in it.</summary>
    public long[] RentLongs(int length) => Rent(_longs, length);

    public void Dispose()
    {
        lock (_lock)
        {
            Return(_bytes);
            Return(_ints);
            Return(_longs);
        }
    }

    T[] Rent<T>(List<T[]> rented, int length)
    {
        if (this == Kept) return GC.AllocateUninitializedArray<T>(length);
        var buffer = ArrayPool<T>.Shared.Rent(length);
        lock (_lock) rented.Add(buffer);
        return buffer;
    }

    static void Return<T>(List<T[]> rented)
    {
        foreach (var buffer in rented) ArrayPool<T>.Shared.Return(buffer);
        rented.Clear();
    }
}
