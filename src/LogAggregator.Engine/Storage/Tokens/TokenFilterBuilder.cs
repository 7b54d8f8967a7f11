using System;
using System.Collections.Generic;

namespace LogAggregator.Engine.Storage.Tokens;

/// <summary>Makes filters of tokens. Their hashes are all that counts. Keeps its buffers; not for use by two threads at once.</summary>
sealed class TokenFilterBuilder
{
    /// <summary>With fewer bits a filter says "maybe" too often to be worth its bytes.</summary>
    const int MinBits = 4;

    const int MaxAttempts = 64;

    readonly List<(ulong Hash, int Slot)> _order = [];
    readonly Stack<int> _alone = new();
    int[] _counts = [];
    ulong[] _hashes = [];

    /// <param name="tokens">Hashes, each once.</param>
    /// <param name="maxBytes">It has as many bits a slot as fit, four at least, eight at most.</param>
    public TokenFilter Build(ReadOnlySpan<ulong> tokens, int maxBytes)
    {
        var layout = FuseLayout.For(tokens.Length);
        var bits = layout.Slots == 0 ? TokenFilter.MaxBits : (int)Math.Clamp(maxBytes * 8L / layout.Slots, MinBits, TokenFilter.MaxBits);
        for (var seed = 1u; seed <= MaxAttempts; seed++)
        {
            if (!TryOrder(tokens, layout, seed)) continue;
            var filter = new TokenFilter(bits, seed, layout, Pack(Fill(layout), bits, TokenFilter.LengthOf(layout, bits)));
            if (HasAll(filter, tokens)) return filter;
        }

        return TokenFilter.Unknown;
    }

    /// <summary>
    /// An order in which each key has a slot that no later one uses: takes away, again and again, a key that is alone in a slot.
    /// </summary>
    bool TryOrder(ReadOnlySpan<ulong> tokens, FuseLayout layout, uint seed)
    {
        Clear(layout.Slots);
        foreach (var token in tokens) Change(FuseLayout.Mix(token, seed), layout, 1);
        for (var slot = 0; slot < layout.Slots; slot++) PushIfAlone(slot);
        while (_alone.TryPop(out var slot))
        {
            if (_counts[slot] != 1) continue;
            var hash = _hashes[slot];
            _order.Add((hash, slot));
            Change(hash, layout, -1);
            var (first, second, third) = layout.SlotsOf(hash);
            PushIfAlone(first);
            PushIfAlone(second);
            PushIfAlone(third);
        }

        return _order.Count == tokens.Length;
    }

    void Clear(int slots)
    {
        if (_counts.Length < slots) (_counts, _hashes) = (new int[slots], new ulong[slots]);
        _counts.AsSpan(0, slots).Clear();
        _hashes.AsSpan(0, slots).Clear();
        _order.Clear();
        _alone.Clear();
    }

    void PushIfAlone(int slot)
    {
        if (_counts[slot] == 1) _alone.Push(slot);
    }

    void Change(ulong hash, FuseLayout layout, int by)
    {
        var (first, second, third) = layout.SlotsOf(hash);
        _counts[first] += by;
        _counts[second] += by;
        _counts[third] += by;
        _hashes[first] ^= hash;
        _hashes[second] ^= hash;
        _hashes[third] ^= hash;
    }

    /// <summary>Backwards: the slot that is a key's own makes its three slots give its fingerprint.</summary>
    byte[] Fill(FuseLayout layout)
    {
        var slots = new byte[layout.Slots];
        for (var i = _order.Count - 1; i >= 0; i--)
        {
            var (hash, own) = _order[i];
            var (first, second, third) = layout.SlotsOf(hash);
            slots[own] = 0;
            slots[own] = (byte)(slots[first] ^ slots[second] ^ slots[third] ^ TokenFilter.Fingerprint(hash));
        }

        return slots;
    }

    static byte[] Pack(byte[] slots, int bits, int length)
    {
        var packed = new byte[length];
        var mask = (1 << bits) - 1;
        for (var slot = 0; slot < slots.Length; slot++)
        {
            var at = (long)slot * bits;
            var value = (slots[slot] & mask) << (int)(at & 7);
            packed[at >> 3] |= (byte)value;
            if (value > 0xFF) packed[(at >> 3) + 1] |= (byte)(value >> 8);
        }

        return packed;
    }

    static bool HasAll(TokenFilter filter, ReadOnlySpan<ulong> tokens)
    {
        foreach (var token in tokens)
        {
            if (!filter.MayHave(token)) return false;
        }

        return true;
    }
}
