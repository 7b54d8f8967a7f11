using System;
using System.Collections.Generic;

namespace LogAggregator.Engine.Storage.Tokens;

/// <summary>Makes a filter of tokens. Their hashes are all that counts.</summary>
static class TokenFilterBuilder
{
    /// <summary>With fewer bits a filter says "maybe" too often to be worth its bytes.</summary>
    const int MinBits = 4;

    const int MaxAttempts = 64;

    /// <param name="tokens">Hashes, each once.</param>
    /// <param name="maxBytes">It has as many bits a slot as fit, four at least, eight at most.</param>
    public static TokenFilter Build(ReadOnlySpan<ulong> tokens, int maxBytes)
    {
        var layout = FuseLayout.For(tokens.Length);
        var bits = layout.Slots == 0 ? TokenFilter.MaxBits : (int)Math.Clamp(maxBytes * 8L / layout.Slots, MinBits, TokenFilter.MaxBits);
        for (var seed = 1u; seed <= MaxAttempts; seed++)
        {
            if (!TryOrder(tokens, layout, seed, out var order)) continue;
            var filter = new TokenFilter(bits, seed, layout, Pack(Fill(order, layout), bits, TokenFilter.LengthOf(layout, bits)));
            if (HasAll(filter, tokens)) return filter;
        }

        return TokenFilter.Unknown;
    }

    /// <summary>
    /// An order in which each key has a slot that no later one uses: takes away, again and again, a key that is alone in a slot.
    /// </summary>
    static bool TryOrder(ReadOnlySpan<ulong> tokens, FuseLayout layout, uint seed, out List<(ulong Hash, int Slot)> order)
    {
        var counts = new int[layout.Slots];
        var hashes = new ulong[layout.Slots];
        order = new List<(ulong, int)>(tokens.Length);
        foreach (var token in tokens) Change(FuseLayout.Mix(token, seed), layout, counts, hashes, 1);
        var alone = new Stack<int>();
        for (var slot = 0; slot < counts.Length; slot++)
        {
            if (counts[slot] == 1) alone.Push(slot);
        }

        while (alone.TryPop(out var slot))
        {
            if (counts[slot] != 1) continue;
            var hash = hashes[slot];
            order.Add((hash, slot));
            Change(hash, layout, counts, hashes, -1);
            var (first, second, third) = layout.SlotsOf(hash);
            if (counts[first] == 1) alone.Push(first);
            if (counts[second] == 1) alone.Push(second);
            if (counts[third] == 1) alone.Push(third);
        }

        return order.Count == tokens.Length;
    }

    static void Change(ulong hash, FuseLayout layout, int[] counts, ulong[] hashes, int by)
    {
        var (first, second, third) = layout.SlotsOf(hash);
        counts[first] += by;
        counts[second] += by;
        counts[third] += by;
        hashes[first] ^= hash;
        hashes[second] ^= hash;
        hashes[third] ^= hash;
    }

    /// <summary>Backwards: the slot that is a key's own makes its three slots give its fingerprint.</summary>
    static byte[] Fill(List<(ulong Hash, int Slot)> order, FuseLayout layout)
    {
        var slots = new byte[layout.Slots];
        for (var i = order.Count - 1; i >= 0; i--)
        {
            var (first, second, third) = layout.SlotsOf(order[i].Hash);
            slots[order[i].Slot] = 0;
            slots[order[i].Slot] = (byte)(slots[first] ^ slots[second] ^ slots[third] ^ TokenFilter.Fingerprint(order[i].Hash));
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
