using System;
using System.Buffers;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>
/// Integers as byte planes: the smallest is taken off, then all lowest bytes stand together, then all second ones. So each
/// plane has one distribution, and zstd's entropy coder comes near to what the numbers really say. Numbers that rise are
/// kept as differences; of multiples only how many times (microseconds of times in ns). Layout: flags (bit 0: differences, bit 1:
/// factor, bit 2: sorted, bit 3: in buckets, bit 4: ranked), [first], base, [factor], width in bytes 0–8, one stream a plane; or
/// <see cref="Buckets"/>, or <see cref="Ranks"/>.
/// </summary>
static class Planes
{
    const int Differences = 1;
    const int Factor = 2;

    /// <summary>Of numbers that do not stand in the order of their rows, as their place in the format says. Reading gives them as they stand.</summary>
    public const int Sorted = 4;

    const int InBuckets = 8;
    const int Ranked = 16;

    /// <summary>Fewer numbers are not worth the choice.</summary>
    const int MinInBuckets = 64;

    /// <summary>Planes are read faster: buckets are for what becomes smaller than this.</summary>
    const double BucketsShare = 0.97;
    const double RanksShare = 0.95;

    /// <param name="writer">Gets them.</param>
    /// <param name="values">The numbers.</param>
    /// <param name="flags">0, or <see cref="Sorted"/>.</param>
    public static void Write(ChunkWriter writer, ReadOnlySpan<long> values, int flags = 0) => Write(writer, values, flags, writer.IsThorough);

    /// <summary>For what ranks are made of.</summary>
    public static void WriteUnranked(ChunkWriter writer, ReadOnlySpan<long> values) => Write(writer, values, 0, mayRank: false);

    static void Write(ChunkWriter writer, ReadOnlySpan<long> values, int flags, bool mayRank)
    {
        if (values.Length > 1 && UseDifferences(values))
        {
            var differences = ArrayPool<long>.Shared.Rent(values.Length - 1);
            for (var i = 1; i < values.Length; i++) differences[i - 1] = values[i] - values[i - 1];
            WritePlanes(writer, flags | Differences, values[0], differences.AsSpan(0, values.Length - 1), mayRank);
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

    /// <returns>At least so many numbers; what stands behind them is anything.</returns>
    public static long[] Read(ChunkReader reader, int count)
    {
        var values = reader.Buffers.RentLongs(count);
        ReadInto(reader, values.AsSpan(0, count));
        return values;
    }

    /// <summary>As <see cref="Read"/>, of what <see cref="WriteUnranked"/> wrote.</summary>
    public static long[] ReadUnranked(ChunkReader reader, int count) =>
        (reader.PeekByte() & Ranked) == 0 ? Read(reader, count) : throw new CorruptBlockException("ranks of ranks");

    static void ReadInto(ChunkReader reader, Span<long> values)
    {
        values.Clear();
        var flags = reader.ReadByte();
        if ((flags & Differences) == 0)
        {
            ReadPlanes(reader, flags, values);
            return;
        }

        if (values.IsEmpty) throw new CorruptBlockException("differences of no numbers");
        values[0] = reader.ReadNumber();
        ReadPlanes(reader, flags, values[1..]);
        for (var i = 1; i < values.Length; i++) values[i] += values[i - 1];
    }

    /// <summary>As <see cref="Read"/>, where every number lies from 0 to <paramref name="max"/>.</summary>
    public static int[] ReadSmall(ChunkReader reader, int count, int max)
    {
        var array = reader.Buffers.RentInts(count);
        var values = array.AsSpan(0, count);
        if ((reader.PeekByte() & ~Sorted) == 0 && TryReadBytes(reader, values, max)) return array;
        var numbers = ArrayPool<long>.Shared.Rent(count);
        ReadInto(reader, numbers.AsSpan(0, count));
        for (var i = 0; i < values.Length; i++)
        {
            if (numbers[i] < 0 || numbers[i] > max) throw new CorruptBlockException($"{numbers[i]} is out of range");
            values[i] = (int)numbers[i];
        }

        ArrayPool<long>.Shared.Return(numbers);
        return array;
    }

    /// <summary>As <see cref="Skip"/>, of what <see cref="WriteUnranked"/> wrote.</summary>
    public static void SkipUnranked(ChunkReader reader)
    {
        if ((reader.PeekByte() & Ranked) != 0) throw new CorruptBlockException("ranks of ranks");
        Skip(reader);
    }

    /// <summary>Steps over numbers without reading them.</summary>
    public static void Skip(ChunkReader reader)
    {
        var flags = reader.ReadByte();
        if ((flags & Differences) != 0) reader.ReadNumber();
        reader.ReadNumber();
        if ((flags & Factor) != 0) reader.ReadUnsigned();
        if ((flags & (InBuckets | Ranked)) != 0)
        {
            if ((flags & Ranked) != 0) Ranks.Skip(reader);
            else Buckets.Skip(reader);
            return;
        }

        for (int width = reader.ReadByte(), plane = 0; plane < width; plane++) reader.SkipStream();
    }

    /// <summary>Fast path: one plane at most, and no number that is out of range. Else the reader stays where it was.</summary>
    static bool TryReadBytes(ChunkReader reader, Span<int> values, int max)
    {
        var start = reader.Position;
        reader.ReadByte();
        var min = reader.ReadNumber();
        var width = reader.ReadByte();
        if (width > 1 || min < 0 || min > max)
        {
            reader.Position = start;
            return false;
        }

        if (width == 0)
        {
            values.Fill((int)min);
            return true;
        }

        var room = ArrayPool<byte>.Shared.Rent(values.Length);
        var plane = reader.ReadStream(room.AsSpan(0, values.Length));
        for (var i = 0; i < plane.Length; i++) values[i] = plane[i] + (int)min;
        ArrayPool<byte>.Shared.Return(room);
        var greatest = values.Length == 0 ? 0 : GreatestOf(values);
        return greatest <= max ? true : throw new CorruptBlockException($"{greatest} is out of range");
    }

    static int GreatestOf(ReadOnlySpan<int> values)
    {
        var greatest = 0;
        foreach (var value in values) greatest = Math.Max(greatest, value);
        return greatest;
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
        if (factor > 1) flags |= Factor;
        var greatest = ((ulong)max - (ulong)min) / factor;
        var offsets = ArrayPool<ulong>.Shared.Rent(values.Length);
        for (var i = 0; i < values.Length; i++) offsets[i] = factor == 1 ? (ulong)(values[i] - min) : (ulong)(values[i] - min) / factor;
        var body = writer.Nested();
        flags |= WriteOffsets(body, offsets.AsSpan(0, values.Length), greatest, mayRank);
        writer.WriteByte((byte)flags);
        if ((flags & Differences) != 0) writer.WriteNumber(first);
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
            flags = InBuckets;
        }

        if (!mayRank) return flags;
        var ranks = writer.Nested();
        if (!Ranks.TryEncode(offsets, ranks) || ranks.Length > writer.Length * RanksShare) return flags;
        writer.Clear();
        writer.Append(ranks.Written);
        return Ranked;
    }

    /// <param name="reader">Behind the flags, and the first number of differences.</param>
    /// <param name="flags">Of the planes.</param>
    /// <param name="values">Zeros; get the numbers.</param>
    static void ReadPlanes(ChunkReader reader, int flags, Span<long> values)
    {
        var min = reader.ReadNumber();
        var factor = (flags & Factor) != 0 ? (long)reader.ReadUnsigned() : 1;
        if ((flags & Ranked) != 0) Ranks.Decode(reader, values);
        else if ((flags & InBuckets) != 0) Buckets.Decode(reader, values);
        else ReadBytePlanes(reader, values);
        foreach (ref var value in values) value = min + value * factor;
    }

    static void ReadBytePlanes(ChunkReader reader, Span<long> values)
    {
        var width = reader.ReadByte();
        if (width > 8) throw new CorruptBlockException($"integers of {width} bytes");
        var room = ArrayPool<byte>.Shared.Rent(values.Length);
        for (var shift = 0; shift < width * 8; shift += 8)
        {
            var plane = reader.ReadStream(room.AsSpan(0, values.Length));
            for (var i = 0; i < plane.Length; i++) values[i] += (long)plane[i] << shift;
        }

        ArrayPool<byte>.Shared.Return(room);
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
