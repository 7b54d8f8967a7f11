using System;
using System.Buffers;
using System.Collections.Generic;
using System.Runtime.InteropServices;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>
/// Text as templates with variables, those of small templates in common columns (<see cref="VariablePools"/>). Layout: number of templates; their
/// column; planes of how many rows each has; number of pools; planes of the pool of each variable of all templates in order, from 1, 0 for a
/// constant; the column of the constants; u8 1 where the first pool has addresses
/// (<see cref="AddressPool"/>, with its length before it); the column of each other pool: the values of its first variable in the order of rows, then those of the
/// next; the column of the rows that have no frequent template; the template number of each row (<see cref="TemplateNumbers"/>).
/// </summary>
static class PooledTemplates
{
    /// <summary>A template of fewer rows costs more than it saves.</summary>
    const int MinRows = 4;

    /// <summary>All pools together do not have more values.</summary>
    const int MaxPoolValues = ChunkReader.MaxStreamBytes / 8;

    public static bool TryEncode(ValueList values, ChunkWriter writer, int depth, RowKeyReader? keys = null)
    {
        var (split, pools) = (writer.Scratch.Split, writer.Scratch.Pools);
        if (values.Count is < MinRows * 2 or > MaxPoolValues / TemplateTokenizer.MaxVariables || !split.TryRun(values, MinRows)) return false;
        pools.Plan(values, split, writer.IsThorough);
        if (writer.Texts is { } texts) TemplateWords.Tell(split, texts);
        writer.WriteByte((byte)ColumnKind.Pooled);
        writer.WriteUnsigned((ulong)split.Templates.Count);
        ColumnCodec.EncodeNested(split.Templates, writer, ColumnCodec.MaxDepth);
        EncodeCounts(split, writer);
        writer.WriteUnsigned((ulong)pools.Count);
        PlanesEncoder.Write(writer, pools.Numbers);
        ColumnCodec.EncodeNested(pools.Constants, writer, ColumnCodec.MaxDepth);
        writer.WriteByte(pools.HasAddresses ? (byte)1 : (byte)0);
        if (pools.HasAddresses) EncodeAddresses(values, split, pools, writer);
        var gathered = writer.Scratch.Values;
        for (var pool = pools.HasAddresses ? 2 : 1; pool <= pools.Count; pool++)
        {
            pools.Gather(pool, split, gathered);
            ColumnCodec.EncodeNested(gathered, writer, depth + 1);
        }

        EncodeRest(values, split, writer, depth);
        TemplateNumbers.Encode(split.Numbers, split.Templates.Count, keys, writer);
        return true;
    }

    public static TemplateColumn Decode(ChunkReader reader, int count, int depth, RowKeyReader? keys)
    {
        var templates = TemplateColumn.ReadTemplates(reader, reader.ReadCount(count), depth);
        var rows = ReadCounts(reader, count, templates.Length);
        var variables = new Column[templates.Length + 1][];
        ReadVariables(reader, templates, rows, variables, depth);
        variables[^1] = [ColumnCodec.DecodeNested(reader, rows[^1], depth + 1)];
        var (rest, buffers) = (reader.ReadRest(), reader.Buffers);
        return new TemplateColumn(count, templates, rows, variables, () => RowPlaces.Of(TemplateNumbers.Decode(new ChunkReader(rest, buffers), count, templates.Length, keys), count, rows, buffers), buffers);
    }

    static int[] ReadCounts(ChunkReader reader, int count, int templates)
    {
        var rows = new int[templates + 1];
        Planes.ReadSmall(reader, templates, count).AsSpan(0, templates).CopyTo(rows);
        rows[^1] = count;
        for (var i = 0; i < templates; i++) rows[^1] -= rows[i] <= rows[^1] ? rows[i] : throw new CorruptBlockException("templates have too many rows");
        return rows;
    }

    static void ReadVariables(ChunkReader reader, byte[][] templates, int[] rows, Column[][] variables, int depth)
    {
        var all = 0;
        for (var i = 0; i < templates.Length; i++) all += (variables[i] = new Column[TemplateColumn.VariablesOf(templates[i])]).Length;
        var pools = new LazyColumn[reader.ReadCount(all)];
        var numbers = Planes.ReadSmall(reader, all, pools.Length);
        var (constantCount, total, sizes) = (0, 0L, new int[pools.Length]);
        for (int i = 0, at = 0; i < templates.Length; i++)
        {
            foreach (var _ in variables[i])
            {
                var pool = numbers[at++];
                if (pool == VariablePools.Constant) constantCount++;
                else if ((total += rows[i]) <= MaxPoolValues) sizes[pool - 1] += rows[i];
                else throw new CorruptBlockException("variables have too many values");
            }
        }

        var constants = ColumnCodec.DecodeNested(reader, constantCount, depth + 1);
        var addresses = ReadAddresses(reader, sizes);
        for (var i = addresses is null ? 0 : 1; i < pools.Length; i++) pools[i] = ColumnCodec.DecodeNested(reader, sizes[i], depth + 1);
        Place(numbers, constants, pools, addresses, rows, variables);
    }

    /// <summary>Null where there are none; else they are the first pool.</summary>
    static AddressPool? ReadAddresses(ChunkReader reader, int[] sizes)
    {
        if (reader.ReadByte() != 1) return null;
        if (sizes is not [var size, ..]) throw new CorruptBlockException("there is no pool of addresses");
        return new AddressPool(reader.ReadBytes(), reader.Buffers, size / AddressPool.Parts);
    }

    /// <summary>Gives each variable its part of its pool.</summary>
    static void Place(int[] numbers, LazyColumn constants, LazyColumn[] pools, AddressPool? addresses, int[] rows, Column[][] variables)
    {
        var values = new ValueList();
        if (constants.Count > 0) constants.AppendAll(values);
        var (taken, constant, parts, at) = (new int[pools.Length], 0, 0, 0);
        for (var i = 0; i < variables.Length - 1; i++)
        {
            for (var v = 0; v < variables[i].Length; v++)
            {
                var pool = numbers[at++] - 1;
                if (pool < 0)
                {
                    variables[i][v] = new ConstantColumn(rows[i], values[constant++].ToArray());
                }
                else if (pool == 0 && addresses is not null)
                {
                    variables[i][v] = new AddressPartColumn(addresses, taken[0] / AddressPool.Parts, rows[i], parts % AddressPool.Parts);
                    if (++parts % AddressPool.Parts == 0) taken[0] += rows[i] * AddressPool.Parts;
                }
                else
                {
                    variables[i][v] = pools[pool].Count == rows[i] ? pools[pool] : new PooledColumn(pools[pool], taken[pool], rows[i]);
                    taken[pool] += rows[i];
                }
            }

            if (parts % AddressPool.Parts != 0) throw new CorruptBlockException("a template has a part of an address");
        }
    }

    static void EncodeAddresses(ValueList values, TemplateSplit split, VariablePools pools, ChunkWriter writer)
    {
        var addresses = new List<long>();
        pools.GatherAddresses(values, split, addresses);
        var nested = writer.Nested();
        PlanesEncoder.Write(nested, CollectionsMarshal.AsSpan(addresses));
        writer.WriteBytes(nested.Written);
    }

    static void EncodeCounts(TemplateSplit split, ChunkWriter writer)
    {
        var templates = split.Templates.Count;
        var counts = ArrayPool<long>.Shared.Rent(templates);
        for (var template = 0; template < templates; template++) counts[template] = split.RowsOf(template).Length;
        PlanesEncoder.Write(writer, counts.AsSpan(0, templates));
        ArrayPool<long>.Shared.Return(counts);
    }

    static void EncodeRest(ValueList values, TemplateSplit split, ChunkWriter writer, int depth)
    {
        var gathered = writer.Scratch.Values;
        gathered.Clear();
        foreach (var row in split.RowsOf(split.Templates.Count)) gathered.Add(values[row]);
        writer.Texts?.Add(gathered);
        var rest = writer.Nested();
        LinesColumn.EncodeRest(gathered, rest, depth);
        writer.WriteBytes(rest.Written);
    }
}
