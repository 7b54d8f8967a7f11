using System;
using System.Buffers;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>
/// Integers as byte planes: the smallest is taken off, then all lowest bytes stand together, then all second ones. So each
/// plane has one distribution, and zstd's entropy coder comes near to what the numbers really say. Numbers that rise are
/// kept as differences; of multiples only how many times (microseconds of times in ns). Layout: flags (bit 0: differences, bit 1:
/// factor, bit 2: sorted, bit 3: in buckets, bit 4: ranked), [first], base, [factor], width in bytes 0–8, one stream a plane; or
/// <see cref="Buckets"/>, or <see cref="Ranks"/>. <see cref="PlanesEncoder"/> writes them.
/// </summary>
static class Planes
{
    /// <summary>Flags of what is written.</summary>
    internal const int Differences = 1;
    internal const int Factor = 2;

    /// <summary>Of numbers that do not stand in the order of their rows, as their place in the format says. Reading gives them as they stand.</summary>
    public const int Sorted = 4;

    internal const int InBuckets = 8;
    internal const int Ranked = 16;

    /// <returns>At least so many numbers; what stands behind them is anything.</returns>
    public static long[] Read(ChunkReader reader, int count)
    {
        var values = reader.Buffers.RentLongs(count);
        ReadInto(reader, values.AsSpan(0, count));
        return values;
    }

    /// <summary>As <see cref="Read"/>, of what <see cref="PlanesEncoder.WriteUnranked"/> wrote.</summary>
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

    /// <summary>As <see cref="Skip"/>, of what <see cref="PlanesEncoder.WriteUnranked"/> wrote.</summary>
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
}
