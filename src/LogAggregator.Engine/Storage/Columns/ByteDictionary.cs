using System;
using System.IO.Hashing;
using System.Numerics;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>Numbers distinct byte strings from 0 in the order they first come.</summary>
sealed class ByteDictionary
{
    int[] _slots = new int[64];
    ulong[] _hashes = new ulong[32];

    public ValueList Values { get; } = new();

    public int Count => Values.Count;

    /// <summary>The number of the value, given now if it is new.</summary>
    public int Add(ReadOnlySpan<byte> value)
    {
        var hash = XxHash3.HashToUInt64(value);
        var slot = Find(value, hash);
        if (_slots[slot] != 0) return _slots[slot] - 1;
        if (Count == _hashes.Length) Array.Resize(ref _hashes, _hashes.Length * 2);
        _hashes[Count] = hash;
        Values.Add(value);
        _slots[slot] = Count;
        if (Count * 2 > _slots.Length) Grow();
        return Count - 1;
    }

    int Find(ReadOnlySpan<byte> value, ulong hash)
    {
        var mask = _slots.Length - 1;
        var slot = (int)hash & mask;
        while (_slots[slot] != 0 && (_hashes[_slots[slot] - 1] != hash || !Values[_slots[slot] - 1].SequenceEqual(value)))
            slot = (slot + 1) & mask;
        return slot;
    }

    void Grow()
    {
        _slots = new int[(int)BitOperations.RoundUpToPowerOf2((uint)_slots.Length * 2)];
        var mask = _slots.Length - 1;
        for (var number = 0; number < Count; number++)
        {
            var slot = (int)_hashes[number] & mask;
            while (_slots[slot] != 0) slot = (slot + 1) & mask;
            _slots[slot] = number + 1;
        }
    }
}
