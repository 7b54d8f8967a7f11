using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;

using LogAggregator.Engine.Storage.Columns;

namespace LogAggregator.Engine.Storage.Blocks;

/// <summary>
/// Columns of a path. What a line says of its time, level or source is kept with the row already: such a column only tells how
/// it is spelled. Layouts: <see cref="ColumnKind.RowTime"/>: the spelling; <see cref="ColumnKind.RowLevel"/> and
/// <see cref="ColumnKind.RowSource"/>: number and column of the texts, in the order in which their levels or sources first come.
/// </summary>
static class PathColumnCodec
{
    public static void Encode(ValueList values, List<int> rowList, IBlockRows block, ChunkWriter writer)
    {
        var rows = CollectionsMarshal.AsSpan(rowList);
        if (TryEncodeTime(values, rows, block, writer)) return;
        if (values.Count > 1 && TryEncodeMapped(ColumnKind.RowLevel, values, rows, block.Levels, writer)) return;
        if (values.Count > 1 && TryEncodeMapped(ColumnKind.RowSource, values, rows, block.Sources, writer)) return;
        ColumnCodec.Encode(values, writer, 0, keys => RowKeys.Number(block, CollectionsMarshal.AsSpan(rowList), keys));
    }

    /// <param name="reader">Of the chunk.</param>
    /// <param name="count">How many rows have the column.</param>
    /// <param name="rows">Which: asked for when values are.</param>
    /// <param name="block">As <paramref name="rows"/>.</param>
    /// <exception cref="CorruptBlockException">Not what <see cref="Encode"/> writes.</exception>
    public static Column Decode(ChunkReader reader, int count, Func<RowRanks> rows, IBlockRows block)
    {
        switch ((ColumnKind)reader.PeekByte())
        {
            case ColumnKind.RowTime:
                reader.ReadByte();
                return DecodeTime(reader, count, rows, block);
            case ColumnKind.RowLevel:
                reader.ReadByte();
                return DecodeMapped(reader, count, rows, () => block.Levels);
            case ColumnKind.RowSource:
                reader.ReadByte();
                return DecodeMapped(reader, count, rows, () => block.Sources);
            default:
                return new LazyColumn(reader.ReadRest(), reader.Buffers, count, 0, keys => RowKeys.Number(block, rows().ToRows(reader.Buffers), keys));
        }
    }

    static bool TryEncodeTime(ValueList values, ReadOnlySpan<int> rows, IBlockRows block, ChunkWriter writer)
    {
        if (!IsoSpelling.TryFind(values[0], out var spelling)) return false;
        var times = new IsoSequence(spelling);
        for (var i = 0; i < values.Count; i++)
        {
            if (!times.TryParse(values[i], out var units) || units * spelling.NsPerUnit != block.TimestampsNs[rows[i]]) return false;
        }

        writer.WriteByte((byte)ColumnKind.RowTime);
        spelling.Write(writer);
        return true;
    }

    static TimeColumn DecodeTime(ChunkReader reader, int count, Func<RowRanks> rows, IBlockRows block)
    {
        var (spelling, buffers) = (IsoSpelling.Read(reader), reader.Buffers);
        return new TimeColumn(count, spelling, () => Units(rows(), block, spelling, buffers));
    }

    static long[] Units(RowRanks rows, IBlockRows block, IsoSpelling spelling, ReadBuffers buffers)
    {
        var (units, at) = (buffers.RentLongs(rows.Count), 0);
        var times = block.TimestampsNs;
        foreach (var row in rows.Rows) units[at++] = times[row] / spelling.NsPerUnit;
        return units;
    }

    static bool TryEncodeMapped(ColumnKind kind, ValueList values, ReadOnlySpan<int> rows, ReadOnlySpan<int> keys, ChunkWriter writer)
    {
        var texts = writer.Scratch.Values;
        texts.Clear();
        var textOfKey = new NumberOfKey();
        for (var i = 0; i < values.Count; i++)
        {
            var text = textOfKey.Of(keys[rows[i]]);
            if (text == texts.Count) texts.Add(values[i]);
            else if (!texts[text].SequenceEqual(values[i])) return false;
        }

        // As many texts as values say nothing about the rows: the usual encodings do better.
        if (texts.Count * 2 > values.Count) return false;
        writer.Texts?.Add(texts);
        writer.WriteByte((byte)kind);
        writer.WriteUnsigned((ulong)texts.Count);
        var nested = writer.Nested();
        ColumnCodec.Encode(texts, nested, 1);
        writer.Append(nested.Written);
        return true;
    }

    static MappedColumn DecodeMapped(ChunkReader reader, int count, Func<RowRanks> rows, Func<ReadOnlySpan<int>> keyOfRow)
    {
        var texts = reader.ReadCount(count);
        return new MappedColumn(ColumnCodec.Decode(reader, texts, 1), count, rows, keyOfRow, reader.Buffers);
    }
}

/// <summary>What a block keeps of each row beside its line, and its columns may repeat.</summary>
interface IBlockRows
{
    /// <summary>Event times.</summary>
    ReadOnlySpan<long> TimestampsNs { get; }

    /// <summary>Number of each row's level.</summary>
    ReadOnlySpan<int> Levels { get; }

    /// <summary>The segment's number of each row's source.</summary>
    ReadOnlySpan<int> Sources { get; }
}

/// <summary>Rows that are being written.</summary>
sealed class GatheredRows(List<long> timestampsNs, List<int> levels, List<int> sources) : IBlockRows
{
    public ReadOnlySpan<long> TimestampsNs => CollectionsMarshal.AsSpan(timestampsNs);

    public ReadOnlySpan<int> Levels => CollectionsMarshal.AsSpan(levels);

    public ReadOnlySpan<int> Sources => CollectionsMarshal.AsSpan(sources);
}
