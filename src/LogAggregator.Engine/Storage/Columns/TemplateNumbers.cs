using System;
using System.Buffers;
using System.Collections.Generic;
using System.Runtime.InteropServices;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>
/// Which template each row has, the number after the last for rows without one. Rows of one key (source and level) have few of all templates, and keys of
/// the same program the same ones; so keys are put in groups, and a row's template is a number in the list of its group. Layout: u8 mode. 0: planes of the
/// numbers. 1: number of keys, planes of the group of each, number of groups; for each group how many templates it has, planes of them in rising order, planes
/// of its rows' places in this list.
/// </summary>
static class TemplateNumbers
{
    /// <summary>Fewer rows are not worth the lists.</summary>
    const int MinRows = 256;

    public static void Encode(ReadOnlySpan<int> templates, int rest, RowKeyReader? keys, ChunkWriter writer)
    {
        if (keys is not null && templates.Length >= MinRows && rest > 1 && TryEncodeGroups(templates, rest + 1, keys, writer)) return;
        writer.WriteByte(0);
        PlanesEncoder.Write(writer, templates);
    }

    /// <returns>At least so many numbers; what stands behind them is anything.</returns>
    public static int[] Decode(ChunkReader reader, int count, int rest, RowKeyReader? keys)
    {
        switch (reader.ReadByte())
        {
            case 0: return Planes.ReadSmall(reader, count, rest);
            case 1 when keys is not null: return DecodeGroups(reader, count, rest, keys);
            case var mode: throw new CorruptBlockException($"template numbers of mode {mode}");
        }
    }

    static bool TryEncodeGroups(ReadOnlySpan<int> templates, int count, RowKeyReader readKeys, ChunkWriter writer)
    {
        var array = ArrayPool<int>.Shared.Rent(templates.Length);
        var keys = array.AsSpan(0, templates.Length);
        readKeys(keys);
        var isWorth = KeyGroups.TryFind(templates, count, keys, out var groupOfKey, out var groups);
        if (isWorth)
        {
            writer.WriteByte(1);
            writer.WriteUnsigned((ulong)groupOfKey.Length);
            PlanesEncoder.Write(writer, groupOfKey);
            writer.WriteUnsigned((ulong)groups);
            for (var group = 0; group < groups; group++) EncodeGroup(templates, count, keys, groupOfKey, group, writer);
        }

        ArrayPool<int>.Shared.Return(array);
        return isWorth;
    }

    static void EncodeGroup(ReadOnlySpan<int> templates, int count, ReadOnlySpan<int> keys, ReadOnlySpan<int> groupOfKey, int group, ChunkWriter writer)
    {
        var (placeOf, rows) = (new int[count], new List<int>());
        for (var row = 0; row < templates.Length; row++)
        {
            if (groupOfKey[keys[row]] != group) continue;
            rows.Add(templates[row]);
            placeOf[templates[row]] = 1;
        }

        var list = new List<int>();
        for (var template = 0; template < count; template++)
        {
            if (placeOf[template] == 0) continue;
            placeOf[template] = list.Count;
            list.Add(template);
        }

        writer.WriteUnsigned((ulong)list.Count);
        PlanesEncoder.Write(writer, CollectionsMarshal.AsSpan(list));
        foreach (ref var row in CollectionsMarshal.AsSpan(rows)) row = placeOf[row];
        PlanesEncoder.Write(writer, CollectionsMarshal.AsSpan(rows));
    }

    static int[] DecodeGroups(ChunkReader reader, int count, int rest, RowKeyReader readKeys)
    {
        var numbers = reader.Buffers.RentInts(count);
        readKeys(numbers.AsSpan(0, count));
        var keys = reader.ReadCount(count);
        var groupOfKey = Planes.ReadSmall(reader, keys, keys);
        var sizes = SizesOf(numbers.AsSpan(0, count), groupOfKey, keys, reader.ReadCount(keys));
        var (lists, places) = (new int[sizes.Length][], new int[sizes.Length][]);
        for (var group = 0; group < sizes.Length; group++)
        {
            var length = reader.ReadCount(Math.Min(rest + 1, sizes[group]));
            lists[group] = Planes.ReadSmall(reader, length, rest);
            places[group] = Planes.ReadSmall(reader, sizes[group], length - 1);
        }

        var next = new int[sizes.Length];
        foreach (ref var number in numbers.AsSpan(0, count))
        {
            var group = groupOfKey[number];
            number = lists[group][places[group][next[group]++]];
        }

        return numbers;
    }

    /// <summary>How many rows each group has.</summary>
    static int[] SizesOf(ReadOnlySpan<int> keys, ReadOnlySpan<int> groupOfKey, int keyCount, int groups)
    {
        var sizes = new int[groups];
        foreach (var key in keys)
        {
            if (key >= keyCount || groupOfKey[key] >= groups) throw new CorruptBlockException("a source and level have no group");
            sizes[groupOfKey[key]]++;
        }

        return sizes;
    }
}
