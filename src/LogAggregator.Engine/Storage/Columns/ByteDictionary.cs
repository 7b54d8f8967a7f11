using System;
using System.IO.Hashing;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>Numbers distinct byte strings from 0 in the order they first come.</summary>
sealed class ByteDictionary
{
    const int FirstSlots = 64;

    int[] _slots = new int[FirstSlots];
    ulong[] _hashes = new ulong[FirstSlots / 2];
    int _mask = FirstSlots - 1;

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
        if (Count * 2 > _mask) Grow();
        return Count - 1;
    }

    /// <summary>Forgets all values; what they took of memory is used again.</summary>
    public void Clear()
    {
        Values.Clear();
        _mask = FirstSlots - 1;
        _slots.AsSpan(0, FirstSlots).Clear();
    }

    int Find(ReadOnlySpan<byte> value, ulong hash)
    {
        var slot = (int)hash & _mask;
        while (_slots[slot] != 0 && (_hashes[_slots[slot] - 1] != hash || !Values[_slots[slot] - 1].SequenceEqual(value)))
            slot = (slot + 1) & _mask;
        return slot;
    }

    void Grow()
    {
        var slots = (_mask + 1) * 4;
        if (_slots.Length < slots) _slots = new int[slots];
        else _slots.AsSpan(0, slots).Clear();
        _mask = slots - 1;
        for (var number = 0; number < Count; number++)
        {
            var slot = (int)_hashes[number] & _mask;
            while (_slots[slot] != 0) slot = (slot + 1) & _mask;
            _slots[slot] = number + 1;
        }
    }
}
