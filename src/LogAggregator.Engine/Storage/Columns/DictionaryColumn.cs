using System;
using System.Buffers;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>
/// Few values that come again and again. Layout: number of values, their column in the order they first come, mode, planes. Mode
/// 0: the value's number. Mode 1, for values that come again soon (ids of requests): 0 is the next new value, k is the k-th
/// newest.
/// </summary>
sealed class DictionaryColumn(Column texts, int count, Func<int[]> decodeNumbers) : DistinctColumn(texts, count, decodeNumbers)
{
    const int MaxDirect = 256;

    /// <summary>Values that come so many times on average, and not soon again, are better taken apart.</summary>
    const int MinRepeats = 8;

    public static bool TryEncode(ValueList values, ChunkWriter writer, int depth)
    {
        var dictionary = writer.Scratch.Dictionary;
        if (values.Count < 8 || !Repeats(values, dictionary)) return false;
        dictionary.Clear();
        var numbers = ArrayPool<long>.Shared.Rent(values.Count);
        try
        {
            for (var i = 0; i < values.Count; i++)
            {
                numbers[i] = dictionary.Add(values[i]);
                if (dictionary.Count > values.Count / 2) return false;
            }

            var recent = dictionary.Count > MaxDirect && ComeAgainSoon(numbers.AsSpan(0, values.Count));
            if (!recent && dictionary.Count > MaxDirect && dictionary.Count > values.Count / MinRepeats) return false;
            writer.Texts?.Add(dictionary.Values);
            writer.WriteByte((byte)ColumnKind.Dictionary);
            writer.WriteUnsigned((ulong)dictionary.Count);
            ColumnCodec.EncodeNested(dictionary.Values, writer, depth + 1);
            WriteNumbers(writer, numbers.AsSpan(0, values.Count), recent);
            return true;
        }
        finally
        {
            ArrayPool<long>.Shared.Return(numbers);
        }
    }

    public static DictionaryColumn Decode(ChunkReader reader, int count, int depth)
    {
        var distinct = reader.ReadCount(count);
        var values = ColumnCodec.DecodeNested(reader, distinct, depth + 1);
        var (rest, buffers) = (reader.ReadRest(), reader.Buffers);
        return new DictionaryColumn(values, count, () => ReadNumbers(new ChunkReader(rest, buffers), count, distinct));
    }

    static int[] ReadNumbers(ChunkReader reader, int count, int distinct)
    {
        if (reader.ReadByte() != 1) return Planes.ReadSmall(reader, count, distinct - 1);
        var numbers = Planes.ReadSmall(reader, count, distinct);
        var known = 0;
        foreach (ref var number in numbers.AsSpan(0, count))
        {
            number = number == 0 ? known++ : known - number;
            if (number < 0 || number >= distinct) throw new CorruptBlockException("a value is not in the dictionary");
        }

        return numbers;
    }

    static void WriteNumbers(ChunkWriter writer, Span<long> numbers, bool recent)
    {
        if (recent)
        {
            var known = 0L;
            foreach (ref var number in numbers)
            {
                var isNew = number == known;
                number = isNew ? 0 : known - number;
                if (isNew) known++;
            }
        }

        writer.WriteByte(recent ? (byte)1 : (byte)0);
        PlanesEncoder.Write(writer, numbers);
    }

    /// <summary>Most values that come again do so within the newest 255.</summary>
    static bool ComeAgainSoon(ReadOnlySpan<long> numbers)
    {
        long known = 0, near = 0, far = 0;
        foreach (var number in numbers)
        {
            if (number == known) known++;
            else if (known - number < 256) near++;
            else far++;
        }

        return near > far;
    }

    /// <summary>A look at some values tells whether hashing all of them is worth while.</summary>
    static bool Repeats(ValueList values, ByteDictionary sample)
    {
        const int Sample = 256;
        if (values.Count < Sample * 4) return true;
        sample.Clear();
        // Neighbours: ids repeat near one another. Stride: values that repeat everywhere.
        for (var i = 0; i < Sample; i++) sample.Add(values[values.Count / 2 + i]);
        if (sample.Count <= Sample * 3 / 4) return true;
        sample.Clear();
        for (var i = 0; i < Sample; i++) sample.Add(values[(int)((long)i * values.Count / Sample)]);
        return sample.Count <= Sample / 2;
    }
}
