using System;
using System.Buffers;
using System.Numerics;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>
/// Numbers of very different size (durations, bytes, ids of which the small ones are frequent): for each a bucket, which says how many bits it has and
/// what the next few are, and the other bits as they are, since they follow nothing. Layout: u8 bits of the greatest, from 1 to 56, which decide how many bits of
/// the bucket are the number's (4 of up to 19, 3 of up to 34, else 2); a stream of the buckets, a byte each; a stream of all other bits, packed from the lowest
/// on. With m of these, a number below 2^m is its bucket; one of h other bits is of bucket h * 2^m and what stands before these.
/// </summary>
static class Buckets
{
    public const int MaxBits = PackedBits.MaxWidth;

    public static int BitsOf(ulong value) => 64 - BitOperations.LeadingZeroCount(value);

    /// <summary>Bytes it takes about.</summary>
    /// <param name="values">The numbers.</param>
    /// <param name="bits">Of the greatest.</param>
    public static int EstimatedLength(ReadOnlySpan<ulong> values, int bits)
    {
        Span<int> counts = stackalloc int[256];
        counts.Clear();
        var (shown, rest) = (ShownBits(bits), 0L);
        foreach (var value in values)
        {
            var hidden = HiddenBits(value, shown);
            counts[BucketOf(value, hidden, shown)]++;
            rest += hidden;
        }

        return EntropyCode.EstimatedLength(counts, values.Length) + (int)(rest / 8);
    }

    public static void Encode(ReadOnlySpan<ulong> values, int bits, ChunkWriter writer)
    {
        var shown = ShownBits(bits);
        var buckets = ArrayPool<byte>.Shared.Rent(values.Length);
        var rest = ArrayPool<byte>.Shared.Rent(checked((int)((long)values.Length * Math.Max(0, bits - 1 - shown) / 8)) + 2 * sizeof(ulong));
        rest.AsSpan().Clear();
        var bit = 0;
        for (var i = 0; i < values.Length; i++)
        {
            var hidden = HiddenBits(values[i], shown);
            buckets[i] = (byte)BucketOf(values[i], hidden, shown);
            if (hidden == 0) continue;
            PackedBits.Put(rest, bit, values[i] & ((1UL << hidden) - 1));
            bit += hidden;
        }

        writer.WriteByte((byte)bits);
        writer.WritePlane(buckets.AsSpan(0, values.Length));
        writer.WriteStream(rest.AsSpan(0, (bit + 7) / 8));
        ArrayPool<byte>.Shared.Return(buckets);
        ArrayPool<byte>.Shared.Return(rest);
    }

    public static void Decode(ChunkReader reader, Span<long> values)
    {
        int bits = reader.ReadByte();
        if (bits is 0 or > MaxBits) throw new CorruptBlockException($"buckets of numbers of {bits} bits");
        var shown = ShownBits(bits);
        var greatest = BucketOf((1UL << bits) - 1, Math.Max(0, bits - 1 - shown), shown);
        var room = ArrayPool<byte>.Shared.Rent(values.Length);
        var buckets = reader.ReadStream(room.AsSpan(0, values.Length));
        var all = 0L;
        foreach (var bucket in buckets)
        {
            if (bucket > greatest) throw new CorruptBlockException($"there is no bucket {bucket}");
            all += HiddenBits(bucket, shown);
        }

        var rest = ArrayPool<byte>.Shared.Rent(all <= values.Length * (long)MaxBits ? checked((int)((all + 7) / 8)) : 0);
        var packed = reader.ReadStream(rest.AsSpan(0, (int)((all + 7) / 8)));
        var bit = 0;
        for (var i = 0; i < values.Length; i++)
        {
            var bucket = buckets[i];
            var hidden = HiddenBits(bucket, shown);
            var top = bucket < 1 << shown ? bucket : 1L << shown | bucket & ((1L << shown) - 1);
            values[i] = hidden == 0 ? top : top << hidden | (long)PackedBits.Get(packed, bit, hidden);
            bit += hidden;
        }

        ArrayPool<byte>.Shared.Return(room);
        ArrayPool<byte>.Shared.Return(rest);
    }

    public static void Skip(ChunkReader reader)
    {
        reader.ReadByte();
        reader.SkipStream();
        reader.SkipStream();
    }

    /// <summary>Of the number's bits behind its first, how many the bucket says.</summary>
    static int ShownBits(int bits) => bits <= 19 ? 4 : bits <= 34 ? 3 : 2;

    static int HiddenBits(ulong value, int shown) => Math.Max(0, BitsOf(value) - 1 - shown);

    static int HiddenBits(byte bucket, int shown) => Math.Max(0, (bucket >> shown) - 1);

    static int BucketOf(ulong value, int hidden, int shown) => value < 1UL << shown ? (int)value : (hidden << shown) + (int)(value >> hidden);
}
