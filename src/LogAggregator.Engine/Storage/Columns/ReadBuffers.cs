using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>
/// Memory that a block is read into, borrowed until it is disposed: then nobody may have the block any more. A search over all history
/// reads megabytes of each block; taken anew each time, the garbage collector was half of the search. Any thread.
/// </summary>
sealed class ReadBuffers : IDisposable
{
    // As much as the blocks take that two cores read at a time.
    static readonly SparePool<byte> SpareBytes = new(32 << 20);
    static readonly SparePool<int> SpareInts = new(16 << 20);
    static readonly SparePool<long> SpareLongs = new(16 << 20);

    readonly Lock _lock = new();
    readonly List<byte[]> _bytes = [];
    readonly List<int[]> _ints = [];
    readonly List<long[]> _longs = [];
    long _length;
    bool _keeps;

    /// <summary>Borrows nothing: what is read stays as long as anybody has it.</summary>
    public static ReadBuffers Kept { get; } = new() { _keeps = true };

    /// <summary>Bytes of all that was read into these.</summary>
    public long Length => Interlocked.Read(ref _length);

    public Memory<byte> RentBytes(int length) => Rent(SpareBytes, _bytes, length).AsMemory(0, length);

    /// <summary>At least so long, with anything in it.</summary>
    public int[] RentInts(int length) => Rent(SpareInts, _ints, length);

    /// <summary>At least so long, with anything in it.</summary>
    public long[] RentLongs(int length) => Rent(SpareLongs, _longs, length);

    /// <summary>Lets memory go that waits to be borrowed, if none was since the last call.</summary>
    public static void DropUnused()
    {
        SpareBytes.DropUnused();
        SpareInts.DropUnused();
        SpareLongs.DropUnused();
    }

    /// <summary>From now on what was read stays as long as anybody has it: it is not given back, and nothing more is borrowed.</summary>
    public void Keep()
    {
        lock (_lock)
        {
            _keeps = true;
            _bytes.Clear();
            _ints.Clear();
            _longs.Clear();
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            GiveBack(SpareBytes, _bytes);
            GiveBack(SpareInts, _ints);
            GiveBack(SpareLongs, _longs);
        }
    }

    T[] Rent<T>(SparePool<T> pool, List<T[]> rented, int length)
    {
        var isKept = Volatile.Read(ref _keeps);
        var buffer = isKept ? GC.AllocateUninitializedArray<T>(length) : pool.Rent(length);
        Interlocked.Add(ref _length, (long)buffer.Length * Unsafe.SizeOf<T>());
        if (isKept) return buffer;
        lock (_lock)
        {
            if (!_keeps) rented.Add(buffer);
        }

        return buffer;
    }

    static void GiveBack<T>(SparePool<T> pool, List<T[]> rented)
    {
        foreach (var buffer in rented) pool.GiveBack(buffer);
        rented.Clear();
    }
}
