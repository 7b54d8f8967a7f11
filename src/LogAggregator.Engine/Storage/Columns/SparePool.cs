using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Threading;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>
/// Arrays that were used and will be again, of lengths that are powers of two. The shared pool of the runtime keeps more for each core, and for
/// minutes. Any thread.
/// </summary>
/// <param name="maxBytes">Of arrays that wait to be used again.</param>
sealed class SparePool<T>(long maxBytes)
{
    /// <summary>Guards all below.</summary>
    readonly Lock _lock = new();
    readonly Stack<T[]>[] _byBits = [.. Enumerable.Range(0, 32).Select(_ => new Stack<T[]>())];
    long _bytes;
    bool _used;

    /// <summary>At least so long, with anything in it.</summary>
    public T[] Rent(int length)
    {
        var bits = BitsOf(length);
        lock (_lock)
        {
            _used = true;
            if (_byBits[bits].TryPop(out var spare))
            {
                _bytes -= SizeOf(spare);
                return spare;
            }
        }

        return GC.AllocateUninitializedArray<T>(bits < 31 ? 1 << bits : length);
    }

    /// <param name="array">From <see cref="Rent"/>; nobody has it any more.</param>
    public void GiveBack(T[] array)
    {
        if (!BitOperations.IsPow2(array.Length)) return;
        lock (_lock)
        {
            if (_bytes + SizeOf(array) > maxBytes) return;
            _bytes += SizeOf(array);
            _byBits[BitsOf(array.Length)].Push(array);
        }
    }

    /// <summary>Lets all go if nobody borrowed any since the last call.</summary>
    public void DropUnused()
    {
        lock (_lock)
        {
            if (!_used)
            {
                foreach (var spare in _byBits) spare.Clear();
                _bytes = 0;
            }

            _used = false;
        }
    }

    static int BitsOf(int length) => length <= 1 ? 0 : 32 - BitOperations.LeadingZeroCount((uint)length - 1);

    static long SizeOf(T[] array) => (long)array.Length * Unsafe.SizeOf<T>();
}
