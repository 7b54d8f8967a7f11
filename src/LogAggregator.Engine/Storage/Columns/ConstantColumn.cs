using System;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>Every value is the same. Layout: the value.</summary>
sealed class ConstantColumn(int count, ReadOnlyMemory<byte> value) : Column(count)
{
    public ReadOnlySpan<byte> Value => value.Span;

    public static bool TryEncode(ValueList values, ChunkWriter writer)
    {
        for (var i = 1; i < values.Count; i++)
        {
            if (!values[i].SequenceEqual(values[0])) return false;
        }

        if (values.Count > 0) writer.Texts?.Add(values[0]);
        writer.WriteByte((byte)ColumnKind.Constant);
        writer.WriteBytes(values.Count == 0 ? [] : values[0]);
        return true;
    }

    public static ConstantColumn Decode(ChunkReader reader, int count) => new(count, reader.ReadBytes());

    public override ByteSet Alphabet { get; } = ByteSet.Of(value.Span);

    public override DistinctValues? Distinct => Count == 0 ? null : new(this, new int[Count]);

    public override ColumnTemplates TemplatesBy(TextForm[]? forms) =>
        new([value.ToArray()], 1, _ => !value.Span.Contains(TemplateTokenizer.Hole), new int[Count]);

    public override void Outline(FormList forms) => forms.Add(TextForm.OfText(value.Span, Count));

    public override void AppendTo(int row, ValueList target) => target.Append(value.Span);

    public override void Find(ColumnTest test, RowSet hits)
    {
        if (test.Accepts(value.Span)) hits.AddAll();
    }
}
