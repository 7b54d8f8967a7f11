using System;
using System.Buffers;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>Writes integers as <see cref="Planes"/>, in the way that is the smallest.</summary>
static class PlanesEncoder
{
    /// <summary>Fewer numbers are not worth the choice.</summary>
    const int MinInBuckets = 64;

    /// <summary>Planes are read faster: buckets are for what becomes smaller than this.</summary>
    const double BucketsShare = 0.9;
    const double RanksShare = 0.9;

    /// <param name="writer">Gets them.</param>
    /// <param name="values">The numbers.</param>
    /// <param name="flags">0, or <see cref="Planes.Sorted"/>.</param>
    public static void Write(ChunkWriter writer, ReadOnlySpan<long> values, int flags = 0) => Write(writer, values, flags, writer.IsThorough);

    /// <summary>For what ranks are made of.</summary>
    public static void WriteUnranked(ChunkWriter writer, ReadOnlySpan<long> values) => Write(writer, values, 0, mayRank: false);

    static void Write(ChunkWriter writer, ReadOnlySpan<long> values, int flags, bool mayRank)
    {
        if (values.Length > 1 && UseDifferences(values))
        {
            var differences = ArrayPool<long>.Shared.Rent(values.Length - 1);
            for (var i = 1; i < values.Length; i++) differences[i - 1] = values[i] - values[i - 1];
            WritePlanes(writer, flags | Planes.Differences, values[0], differences.AsSpan(0, values.Length - 1), mayRank);
            ArrayPool<long>.Shared.Return(differences);
            return;
        }

        WritePlanes(writer, flags, 0, values, mayRank);
    }

    /// <summary>As <see cref="Write(ChunkWriter, ReadOnlySpan{long}, int)"/>.</summary>
    public static void Write(ChunkWriter writer, ReadOnlySpan<int> values)
    {
        var numbers = ArrayPool<long>.Shared.Rent(values.Length);
        for (var i = 0; i < values.Length; i++) numbers[i] = values[i];
        Write(writer, numbers.AsSpan(0, values.Length));
        ArrayPool<long>.Shared.Return(numbers);
    }

    static bool UseDifferences(ReadOnlySpan<long> values)
    {
        var (min, max) = Range(values);
        if (Width(min, max) <= 1) return false;
        long smallest = long.MaxValue, greatest = long.MinValue;
        for (var i = 1; i < values.Length; i++)
        {
            var difference = values[i] - values[i - 1];
            if (difference < smallest) smallest = difference;
            if (difference > greatest) greatest = difference;
        }

        return Width(smallest, greatest) < Width(min, max);
    }

    static void WritePlanes(ChunkWriter writer, int flags, long first, ReadOnlySpan<long> values, bool mayRank)
    {
        var (min, max) = Range(values);
        var factor = Width(min, max) > 1 ? FactorOf(values, min) : 1;
        if (factor > 1) flags |= Planes.Factor;
        var greatest = ((ulong)max - (ulong)min) / factor;
        var offsets = ArrayPool<ulong>.Shared.Rent(values.Length);
        for (var i = 0; i < values.Length; i++) offsets[i] = factor == 1 ? (ulong)(values[i] - min) : (ulong)(values[i] - min) / factor;
        var body = writer.Nested();
        flags |= WriteOffsets(body, offsets.AsSpan(0, values.Length), greatest, mayRank);
        writer.WriteByte((byte)flags);
        if ((flags & Planes.Differences) != 0) writer.WriteNumber(first);
        writer.WriteNumber(min);
        if (factor > 1) writer.WriteUnsigned(factor);
        writer.Append(body.Written);
        ArrayPool<ulong>.Shared.Return(offsets);
    }

    /// <returns>Flags that say how.</returns>
    static int WriteOffsets(ChunkWriter writer, ReadOnlySpan<ulong> offsets, ulong greatest, bool mayRank)
    {
        var (width, bits) = (Bytes(greatest), Buckets.BitsOf(greatest));
        writer.WriteByte((byte)width);
        var plane = ArrayPool<byte>.Shared.Rent(offsets.Length);
        for (var shift = 0; shift < width * 8; shift += 8)
        {
            for (var i = 0; i < offsets.Length; i++) plane[i] = (byte)(offsets[i] >> shift);
            writer.WritePlane(plane.AsSpan(0, offsets.Length));
        }

        ArrayPool<byte>.Shared.Return(plane);
        if (width < 2 || offsets.Length < MinInBuckets) return 0;
        var flags = 0;
        if (bits <= Buckets.MaxBits && Buckets.EstimatedLength(offsets, bits) <= writer.Length * BucketsShare)
        {
            writer.Clear();
            Buckets.Encode(offsets, bits, writer);
            flags = Planes.InBuckets;
        }

        if (!mayRank) return flags;
        var ranks = writer.Nested();
        if (!Ranks.TryEncode(offsets, ranks) || ranks.Length > writer.Length * RanksShare) return flags;
        writer.Clear();
        writer.Append(ranks.Written);
        return Planes.Ranked;
    }

    /// <summary>The greatest number that divides every value's distance from the smallest.</summary>
    static ulong FactorOf(ReadOnlySpan<long> values, long min)
    {
        var factor = 0UL;
        foreach (var value in values)
        {
            var (left, right) = (factor, (ulong)(value - min));
            if (left != 0 && right % left == 0) continue;
            while (right != 0) (left, right) = (right, left % right);
            factor = left;
            if (factor == 1) break;
        }

        return factor;
    }

    static (long Min, long Max) Range(ReadOnlySpan<long> values)
    {
        if (values.IsEmpty) return (0, 0);
        long min = values[0], max = values[0];
        foreach (var value in values)
        {
            if (value < min) min = value;
            if (value > max) max = value;
        }

        return (min, max);
    }

    static int Width(long min, long max) => Bytes((ulong)max - (ulong)min);

    static int Bytes(ulong value) => (64 - System.Numerics.BitOperations.LeadingZeroCount(value) + 7) / 8;
}
