using System;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>Chooses how values are kept, and reads them back. A chunk is a kind byte and what that column's layout says.</summary>
static class ColumnCodec
{
    /// <summary>Columns of columns, at most so deep; the deepest are plain.</summary>
    public const int MaxDepth = 5;

    /// <summary>The first of these that takes the values, from the cheapest reading to the dearest.</summary>
    /// <param name="values">At least one.</param>
    /// <param name="writer">Gets the chunk.</param>
    /// <param name="depth">In how many columns it stands.</param>
    /// <param name="keys">What is known of the values beside.</param>
    public static void Encode(ValueList values, ChunkWriter writer, int depth = 0, RowKeyReader? keys = null)
    {
        if (ConstantColumn.TryEncode(values, writer)) return;
        if (TryNumeric(values, writer)) return;
        if (depth < MaxDepth)
        {
            if (DictionaryColumn.TryEncode(values, writer, depth)) return;
            if (HexColumn.TryEncode(values, writer)) return;
            if (LinesColumn.TryEncode(values, writer, depth)) return;
            if (PooledTemplates.TryEncode(values, writer, depth, keys)) return;
            if (AffixColumn.TryEncode(values, writer, depth)) return;
        }

        TextColumn.Encode(values, writer);
    }

    /// <summary>A column inside another: its length, then its chunk.</summary>
    public static void EncodeNested(ValueList values, ChunkWriter writer, int depth)
    {
        var nested = writer.Nested();
        Encode(values, nested, depth);
        writer.WriteBytes(nested.Written);
    }

    public static LazyColumn DecodeNested(ChunkReader reader, int count, int depth) => new(reader.ReadBytes(), reader.Buffers, count, depth);

    /// <exception cref="CorruptBlockException">Not what <see cref="Encode"/> writes.</exception>
    public static Column Decode(ChunkReader reader, int count, int depth = 0, RowKeyReader? keys = null)
    {
        if (depth > MaxDepth + 1) throw new CorruptBlockException("columns are nested too deep");
        return (ColumnKind)reader.ReadByte() switch
        {
            ColumnKind.Constant => ConstantColumn.Decode(reader, count),
            ColumnKind.Text => TextColumn.Decode(reader, count),
            ColumnKind.Integer => IntegerColumn.Decode(reader, count),
            ColumnKind.Padded => PaddedColumn.Decode(reader, count),
            ColumnKind.Hex => HexColumn.Decode(reader, count),
            ColumnKind.Dictionary => DictionaryColumn.Decode(reader, count, depth),
            ColumnKind.Template => TemplateColumn.Decode(reader, count, depth),
            ColumnKind.Affix => AffixColumn.Decode(reader, count, depth),
            ColumnKind.Lines => LinesColumn.Decode(reader, count, depth),
            ColumnKind.Pooled => PooledTemplates.Decode(reader, count, depth, keys),
            ColumnKind.Time => TimeColumn.Decode(reader, count),
            var kind => throw new CorruptBlockException($"no column is of kind {(byte)kind}"),
        };
    }

    /// <summary>Tells nothing: no letter stands before a digit there in a run of eight.</summary>
    static bool TryNumeric(ValueList values, ChunkWriter writer) =>
        IntegerColumn.TryEncode(values, writer) || PaddedColumn.TryEncode(values, writer) || TimeColumn.TryEncode(values, writer);
}

/// <summary>Tells values apart by what their rows have beside (source and level): gives each value's key, numbered from 0 in the order in which they first come.</summary>
/// <param name="keys">One for each value.</param>
delegate void RowKeyReader(Span<int> keys);
