using System;

namespace LogAggregator.Engine.Storage.Blocks;

/// <summary>Numbers keys from 0 in the order they first come. Keys are small: levels, and sources of a segment.</summary>
sealed class NumberOfKey
{
    int[] _numbers = new int[64];
    int _count;

    public int Of(int key)
    {
        if (key >= _numbers.Length) Array.Resize(ref _numbers, Math.Max(key + 1, _numbers.Length * 2));
        ref var number = ref _numbers[key];
        if (number == 0) number = ++_count;
        return number - 1;
    }
}
