using System;
using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>
/// Bytes that follow no order, each as long as its frequency says, fractions of a bit included (rANS: asymmetric numeral systems, by ranges). zstd takes whole
/// bits, and looks for repetitions where there are none. Layout: <see cref="EntropyTable"/>; the last states (two u32), for bytes of even and of odd places; u16
/// words. A state is at least 2^16; a byte of frequency f of 4096, with c those of smaller bytes, is state mod 4096 - c &lt; f; what is left is f * (state / 4096) +
/// state mod 4096 - c, and a word is put behind it where that is below 2^16. Behind the last byte both are 2^16.
/// </summary>
static class EntropyCode
{
    const uint Low = 1 << 16;
    const int StatesLength = 8;

    /// <summary>Bytes it takes about, all heads included.</summary>
    public static int EstimatedLength(ReadOnlySpan<int> counts, int length)
    {
        var (bits, symbols) = (EntropyBits(counts, length), 0);
        foreach (var count in counts) symbols += count == 0 ? 0 : 1;
        return (int)(bits / 8) + symbols + StatesLength + 16;
    }

    /// <summary>Bits of bytes with these counts, were each as long as its frequency says.</summary>
    public static double EntropyBits(ReadOnlySpan<int> counts, int length)
    {
        var bits = 0.0;
        foreach (var count in counts)
        {
            if (count > 0) bits -= count * Math.Log2(count / (double)length);
        }

        return bits;
    }

    public static void Count(ReadOnlySpan<byte> bytes, Span<int> counts)
    {
        counts.Clear();
        foreach (var value in bytes) counts[value]++;
    }

    /// <param name="bytes">At least one.</param>
    /// <param name="counts">How often each byte comes.</param>
    /// <param name="writer">Gets the code.</param>
    public static void Encode(ReadOnlySpan<byte> bytes, ReadOnlySpan<int> counts, IBufferWriter<byte> writer)
    {
        Span<int> frequencies = stackalloc int[256];
        Span<int> starts = stackalloc int[256];
        EntropyTable.Normalize(counts, bytes.Length, frequencies);
        EntropyTable.Encode(frequencies, writer);
        for (var symbol = 1; symbol < 256; symbol++) starts[symbol] = starts[symbol - 1] + frequencies[symbol - 1];
        var words = ArrayPool<byte>.Shared.Rent(bytes.Length * 2 + StatesLength);
        var at = words.Length;
        ulong even = Low, odd = Low;
        for (var i = bytes.Length - 1; i >= 0; i--)
        {
            var (frequency, start) = ((ulong)frequencies[bytes[i]], (ulong)starts[bytes[i]]);
            ref var state = ref (i & 1) == 0 ? ref even : ref odd;
            if (state >= frequency << 20)
            {
                at -= 2;
                BinaryPrimitives.WriteUInt16LittleEndian(words.AsSpan(at), (ushort)state);
                state >>= 16;
            }

            state = ((uint)state / (uint)frequency << EntropyTable.Bits) + (uint)state % (uint)frequency + start;
        }

        at -= StatesLength;
        BinaryPrimitives.WriteUInt32LittleEndian(words.AsSpan(at), (uint)even);
        BinaryPrimitives.WriteUInt32LittleEndian(words.AsSpan(at + 4), (uint)odd);
        writer.Write(words.AsSpan(at));
        ArrayPool<byte>.Shared.Return(words);
    }

    /// <summary>False where the code is damaged, or is not of exactly so many bytes.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> code, Span<byte> bytes)
    {
        Span<uint> slots = stackalloc uint[EntropyTable.Total];
        if (!EntropyTable.TryDecode(ref code, slots) || code.Length < StatesLength) return false;
        var even = BinaryPrimitives.ReadUInt32LittleEndian(code);
        var odd = BinaryPrimitives.ReadUInt32LittleEndian(code[4..]);
        var at = StatesLength;
        for (var i = 0; i + 1 < bytes.Length; i += 2)
        {
            bytes[i] = Take(slots, ref even);
            bytes[i + 1] = Take(slots, ref odd);
            if (!TryFill(code, ref at, ref even) || !TryFill(code, ref at, ref odd)) return false;
        }

        if ((bytes.Length & 1) != 0)
        {
            bytes[^1] = Take(slots, ref even);
            if (!TryFill(code, ref at, ref even)) return false;
        }

        return at == code.Length && even == Low && odd == Low;
    }

    static byte Take(ReadOnlySpan<uint> slots, ref uint state)
    {
        var slot = slots[(int)(state & (EntropyTable.Total - 1))];
        state = (EntropyTable.FrequencyOf(slot) * (state >> EntropyTable.Bits)) + EntropyTable.OffsetOf(slot);
        return (byte)slot;
    }

    static bool TryFill(ReadOnlySpan<byte> code, ref int at, ref uint state)
    {
        if (state >= Low) return true;
        if (at + 2 > code.Length) return false;
        state = state << 16 | BinaryPrimitives.ReadUInt16LittleEndian(code[at..]);
        at += 2;
        return true;
    }
}

/// <summary>
/// How often each byte comes, of 4096. Layout: u8 greatest byte; for each byte up to it, from the lowest bits on: in 4 bits how many bits its frequency
/// has, then these but for the first.
/// </summary>
static class EntropyTable
{
    public const int Bits = 12;
    public const int Total = 1 << Bits;

    const int LengthBits = 4;

    public static uint FrequencyOf(uint slot) => (slot >> 8 & (Total - 1)) + 1;

    /// <summary>Places behind the first of the byte's.</summary>
    public static uint OffsetOf(uint slot) => slot >> 20;

    /// <summary>Every byte that comes has a frequency; their sum is <see cref="Total"/>.</summary>
    public static void Normalize(ReadOnlySpan<int> counts, int length, Span<int> frequencies)
    {
        var (sum, most) = (0, 0);
        for (var symbol = 0; symbol < 256; symbol++)
        {
            frequencies[symbol] = counts[symbol] == 0 ? 0 : (int)Math.Max(1, ((long)counts[symbol] * Total + length / 2) / length);
            sum += frequencies[symbol];
        }

        for (; sum != Total; sum += sum > Total ? -1 : 1)
        {
            for (var symbol = 0; symbol < 256; symbol++)
            {
                if (frequencies[symbol] > frequencies[most]) most = symbol;
            }

            frequencies[most] += sum > Total ? -1 : 1;
        }
    }

    public static void Encode(ReadOnlySpan<int> frequencies, IBufferWriter<byte> writer)
    {
        var last = frequencies.LastIndexOfAnyExcept(0);
        var bytes = writer.GetSpan(1 + (last + 1) * 2 + sizeof(ulong));
        bytes.Clear();
        bytes[0] = (byte)last;
        var bit = 8;
        for (var symbol = 0; symbol <= last; symbol++)
        {
            var length = 32 - BitOperations.LeadingZeroCount((uint)frequencies[symbol]);
            var rest = length > 1 ? frequencies[symbol] - (1 << length - 1) : 0;
            PackedBits.Put(bytes, bit, (ulong)(length | rest << LengthBits));
            bit += LengthBits + Math.Max(0, length - 1);
        }

        writer.Advance((bit + 7) / 8);
    }

    /// <param name="code">Begins with the table; gets what stands behind it.</param>
    /// <param name="slots">Gets for each of <see cref="Total"/> places its byte, its frequency less 1 from bit 8 on, and its offset from bit 20 on.</param>
    public static bool TryDecode(ref ReadOnlySpan<byte> code, scoped Span<uint> slots)
    {
        if (code.IsEmpty) return false;
        var (last, bit, filled) = (code[0], 8, 0);
        for (var symbol = 0; symbol <= last; symbol++)
        {
            if (bit + LengthBits > code.Length * 8) return false;
            var length = (int)PackedBits.Get(code, bit, LengthBits);
            bit += LengthBits;
            if (length == 0) continue;
            if (bit + length - 1 > code.Length * 8) return false;
            var frequency = 1 << length - 1 | (int)PackedBits.Get(code, bit, length - 1);
            bit += length - 1;
            if (frequency > Total - filled) return false;
            for (var offset = 0; offset < frequency; offset++) slots[filled++] = (uint)symbol | (uint)(frequency - 1) << 8 | (uint)offset << 20;
        }

        code = code[((bit + 7) / 8)..];
        return filled == Total;
    }
}
