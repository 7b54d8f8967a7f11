using System;
using System.Buffers;
using System.Collections.Generic;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>
/// Numbers that come again and again, some far oftener than others (users, addresses): each once, and for every place the rank of its number, the most
/// frequent first. Layout: unsigned different numbers; planes of them in rising order; planes of how often each comes, less 1; planes of the ranks. Those that
/// come equally often have ranks in rising order.
/// </summary>
static class Ranks
{
    /// <summary>Of numbers that are nearly all different it is known early.</summary>
    const int Look = 1024;

    /// <summary>False where too many are different.</summary>
    public static bool TryEncode(ReadOnlySpan<ulong> values, ChunkWriter writer)
    {
        var placeOf = new Dictionary<ulong, int>();
        var (distinct, counts) = (new List<ulong>(), new List<int>());
        var places = ArrayPool<int>.Shared.Rent(values.Length);
        try
        {
            for (var i = 0; i < values.Length; i++)
            {
                if (!placeOf.TryGetValue(values[i], out places[i]))
                {
                    placeOf.Add(values[i], places[i] = distinct.Count);
                    distinct.Add(values[i]);
                    counts.Add(0);
                    if (distinct.Count > values.Length / 2) return false;
                }

                counts[places[i]]++;
                if (i == Look && distinct.Count > Look * 3 / 4) return false;
            }

            Write(distinct.ToArray(), counts.ToArray(), places.AsSpan(0, values.Length), writer);
            return true;
        }
        finally
        {
            ArrayPool<int>.Shared.Return(places);
        }
    }

    public static void Decode(ChunkReader reader, Span<long> values)
    {
        var count = reader.ReadCount(values.Length);
        var distinct = Planes.ReadUnranked(reader, count);
        var counts = Planes.ReadUnranked(reader, count);
        var frequencies = new int[count];
        long all = count;
        for (var i = 0; i < count; i++)
        {
            if (counts[i] < 0 || counts[i] > values.Length - all) throw new CorruptBlockException("numbers come too often");
            all += counts[i];
            frequencies[i] = (int)counts[i] + 1;
        }

        if (all != values.Length) throw new CorruptBlockException("numbers come too seldom");
        var order = MostFrequentFirst(frequencies, values.Length);
        var ranks = Planes.ReadUnranked(reader, values.Length);
        for (var i = 0; i < values.Length; i++)
        {
            if (ranks[i] < 0 || ranks[i] >= count) throw new CorruptBlockException($"no number has rank {ranks[i]}");
            values[i] = distinct[order[ranks[i]]];
        }
    }

    public static void Skip(ChunkReader reader)
    {
        reader.ReadUnsigned();
        for (var part = 0; part < 3; part++) Planes.SkipUnranked(reader);
    }

    static void Write(ulong[] distinct, int[] counts, ReadOnlySpan<int> places, ChunkWriter writer)
    {
        var (rising, sorted) = (new int[distinct.Length], (ulong[])distinct.Clone());
        for (var i = 0; i < rising.Length; i++) rising[i] = i;
        Array.Sort(sorted, rising);
        var frequencies = Array.ConvertAll(rising, place => counts[place]);
        writer.WriteUnsigned((ulong)distinct.Length);
        PlanesEncoder.WriteUnranked(writer, Array.ConvertAll(sorted, value => (long)value));
        PlanesEncoder.WriteUnranked(writer, Array.ConvertAll(frequencies, count => count - 1L));
        var (order, rankOf) = (MostFrequentFirst(frequencies, places.Length), new int[distinct.Length]);
        for (var rank = 0; rank < order.Length; rank++) rankOf[rising[order[rank]]] = rank;
        var ranks = ArrayPool<long>.Shared.Rent(places.Length);
        for (var i = 0; i < places.Length; i++) ranks[i] = rankOf[places[i]];
        PlanesEncoder.WriteUnranked(writer, ranks.AsSpan(0, places.Length));
        ArrayPool<long>.Shared.Return(ranks);
    }

    /// <param name="frequencies">From 1 to <paramref name="greatest"/>.</param>
    /// <param name="greatest">None is greater.</param>
    static int[] MostFrequentFirst(ReadOnlySpan<int> frequencies, int greatest)
    {
        var (order, starts) = (new int[frequencies.Length], ArrayPool<int>.Shared.Rent(greatest + 2));
        starts.AsSpan(0, greatest + 2).Clear();
        foreach (var frequency in frequencies) starts[greatest - frequency + 1]++;
        for (var i = 1; i <= greatest; i++) starts[i] += starts[i - 1];
        for (var i = 0; i < frequencies.Length; i++) order[starts[greatest - frequencies[i]]++] = i;
        ArrayPool<int>.Shared.Return(starts);
        return order;
    }
}
