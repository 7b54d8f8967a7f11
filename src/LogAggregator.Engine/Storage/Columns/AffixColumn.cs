using System;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>Values that begin, or end, alike. Layout: prefix, suffix, the column of what is between.</summary>
sealed class AffixColumn(ReadOnlyMemory<byte> prefix, ReadOnlyMemory<byte> suffix, Column inner) : Column(inner.Count)
{
    /// <summary>Shorter than this in sum, it is not worth a column of its own.</summary>
    const int MinLength = 2;

    public static bool TryEncode(ValueList values, ChunkWriter writer, int depth)
    {
        var prefix = values[0].Length;
        var suffix = values[0].Length;
        for (var i = 1; i < values.Count && prefix + suffix >= MinLength; i++)
        {
            prefix = values[0][..prefix].CommonPrefixLength(values[i]);
            suffix = CommonSuffix(values[0], values[i], suffix);
        }

        for (var i = 0; i < values.Count; i++) suffix = Math.Min(suffix, values[i].Length - prefix);
        if (prefix + suffix < MinLength) return false;
        var inner = writer.Scratch.Values;
        inner.Clear();
        for (var i = 0; i < values.Count; i++) inner.Add(values[i][prefix..^suffix]);
        writer.Texts?.Add(values);
        writer.WriteByte((byte)ColumnKind.Affix);
        writer.WriteBytes(values[0][..prefix]);
        writer.WriteBytes(values[0][^suffix..]);
        ColumnCodec.EncodeNested(inner, writer, depth + 1);
        return true;
    }

    public static AffixColumn Decode(ChunkReader reader, int count, int depth)
    {
        var prefix = reader.ReadBytes();
        var suffix = reader.ReadBytes();
        return new AffixColumn(prefix, suffix, ColumnCodec.DecodeNested(reader, count, depth + 1));
    }

    public override ByteSet Alphabet => ByteSet.Of(prefix.Span) | ByteSet.Of(suffix.Span) | inner.Alphabet;

    public override HoleBytes GatherHole()
    {
        var gatherer = new HoleGatherer();
        gatherer.Add(prefix.Span);
        gatherer.Add(inner.GatherHole());
        gatherer.Add(suffix.Span);
        return gatherer.Gathered();
    }

    public override void Outline(FormList forms)
    {
        var hasHole = prefix.Span.Contains(TemplateTokenizer.Hole) || suffix.Span.Contains(TemplateTokenizer.Hole);
        if (hasHole) base.Outline(forms);
        else forms.Add(new TextForm([.. prefix.Span, TemplateTokenizer.Hole, .. suffix.Span], [inner.GatherHole()], Count));
    }

    public override void AppendTo(int row, ValueList target)
    {
        target.Append(prefix.Span);
        inner.AppendTo(row, target);
        target.Append(suffix.Span);
    }

    public override void AppendRange(int first, int count, ValueList target, SpareLists spare)
    {
        var between = spare.Take();
        inner.AppendRange(first, count, between, spare);
        for (var i = 0; i < count; i++)
        {
            target.Append(prefix.Span);
            target.AppendValue(between, i);
            target.Append(suffix.Span);
            target.EndValue();
        }

        spare.GiveBack(between);
    }

    public override void AddHolders(Needle needle, RowSet rows)
    {
        if (prefix.Span.Contains(TemplateTokenizer.Hole) || suffix.Span.Contains(TemplateTokenizer.Hole))
        {
            base.AddHolders(needle, rows);
            return;
        }

        var places = needle.Automaton.PlacesIn([.. prefix.Span, TemplateTokenizer.Hole, .. suffix.Span], [new HoleBytes(inner.Alphabet)]);
        if (places.Elsewhere) base.AddHolders(needle, rows);
        else if (places.InHoles != 0) inner.AddHolders(needle, rows);
    }

    static int CommonSuffix(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, int max)
    {
        var length = 0;
        while (length < max && length < right.Length && left[^(length + 1)] == right[^(length + 1)]) length++;
        return length;
    }
}
