using System;
using System.Buffers;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>
/// Text of several lines, stack traces above all: each line has a template though the whole has none. A line ends with a newline, or with
/// its escape in JSON (<c>\n</c>). Layout: planes of how many pieces each value has; the column of all pieces, ends included.
/// </summary>
sealed class LinesColumn(int[] firstPieces, Column pieces) : Column(firstPieces.Length - 1)
{
    /// <summary>Fewer pieces a value than this are better off as one text.</summary>
    const int MinPiecesPerValue = 3;

    public static bool TryEncode(ValueList values, ChunkWriter writer, int depth)
    {
        var pieces = writer.Scratch.Values;
        pieces.Clear();
        var counts = ArrayPool<long>.Shared.Rent(values.Count);
        try
        {
            for (var i = 0; i < values.Count; i++)
            {
                counts[i] = Split(values[i], pieces);
                if (i == 32 && pieces.Count < 32 * MinPiecesPerValue) return false;
            }

            if (values.Count < 4 || pieces.Count < values.Count * MinPiecesPerValue) return false;
            writer.Texts?.Add(values);
            writer.WriteByte((byte)ColumnKind.Lines);
            PlanesEncoder.Write(writer, counts.AsSpan(0, values.Count));
            writer.WriteUnsigned((ulong)pieces.Count);
            var nested = writer.Nested();
            if (!PooledTemplates.TryEncode(pieces, nested, depth + 1)) TextColumn.Encode(pieces, nested);
            writer.WriteBytes(nested.Written);
            return true;
        }
        finally
        {
            ArrayPool<long>.Shared.Return(counts);
        }
    }

    /// <summary>What has no template: as lines, or plain.</summary>
    public static void EncodeRest(ValueList rest, ChunkWriter writer, int depth)
    {
        if (depth >= ColumnCodec.MaxDepth - 1 || !TryEncode(rest, writer, depth)) TextColumn.Encode(rest, writer);
    }

    public static LinesColumn Decode(ChunkReader reader, int count, int depth)
    {
        var counts = Planes.Read(reader, count);
        var total = reader.ReadCount(ChunkReader.MaxStreamBytes / 8);
        var first = new int[count + 1];
        for (var i = 0; i < count; i++)
        {
            if (counts[i] < 0 || counts[i] > total - first[i]) throw new CorruptBlockException("a value has too many lines");
            first[i + 1] = first[i] + (int)counts[i];
        }

        return first[count] == total ? new LinesColumn(first, ColumnCodec.DecodeNested(reader, total, depth + 1)) : throw new CorruptBlockException("lines are left over");
    }

    /// <summary>A piece ends with a newline, or with its escape: no letter follows a letter there that did not within one piece.</summary>
    public override HoleBytes GatherHole()
    {
        var gatherer = new HoleGatherer();
        gatherer.Add(pieces.GatherHole());
        gatherer.Add("\\n"u8);
        return gatherer.Gathered();
    }

    /// <summary>Those of the first pieces.</summary>
    public override ColumnTemplates? TemplatesBy(TextForm[]? forms)
    {
        if (pieces.TemplatesBy(null) is not { } ofPieces) return null;
        var numbers = new int[Count];
        for (var row = 0; row < numbers.Length; row++) numbers[row] = firstPieces[row] == firstPieces[row + 1] ? ofPieces.Texts.Length : ofPieces.Numbers[firstPieces[row]];
        return new ColumnTemplates(ofPieces.Texts, 0, ofPieces.IsOfWords, numbers);
    }

    public override void AppendTo(int row, ValueList target)
    {
        for (var piece = firstPieces[row]; piece < firstPieces[row + 1]; piece++) pieces.AppendTo(piece, target);
    }

    public override void AppendRange(int first, int count, ValueList target, SpareLists spare)
    {
        var (lines, from) = (spare.Take(), firstPieces[first]);
        pieces.AppendRange(from, firstPieces[first + count] - from, lines, spare);
        for (var row = first; row < first + count; row++)
        {
            for (var piece = firstPieces[row]; piece < firstPieces[row + 1]; piece++) target.AppendValue(lines, piece - from);
            target.EndValue();
        }

        spare.GiveBack(lines);
    }

    /// <summary>The pieces stand one behind the other, as the values do.</summary>
    public override bool Holds(ValueList values, SpareLists spare)
    {
        var all = spare.Take();
        pieces.AppendRange(0, pieces.Count, all, spare);
        var areEqual = values.Count == Count && all.Bytes.SequenceEqual(values.Bytes) && EndsAre(values, all);
        spare.GiveBack(all);
        return areEqual;
    }

    bool EndsAre(ValueList values, ValueList all)
    {
        for (var row = 0; row < Count; row++)
        {
            var end = firstPieces[row + 1] == 0 ? 0 : all.Ends[firstPieces[row + 1] - 1];
            if (end != values.Ends[row]) return false;
        }

        return true;
    }

    /// <summary>A needle does not stand across the end of a line, unless it has the <c>n</c> of what only looks like one: <c>C:\\new</c>.</summary>
    public override void AddHolders(Needle needle, RowSet rows)
    {
        if (needle.Bytes[..^1].ContainsAny((byte)'n', (byte)'\n'))
        {
            base.AddHolders(needle, rows);
            return;
        }

        var holding = new RowSet(pieces.Count);
        pieces.AddHolders(needle, holding);
        var row = 0;
        foreach (var piece in holding)
        {
            while (firstPieces[row + 1] <= piece) row++;
            rows.Add(row);
        }
    }

    static int Split(ReadOnlySpan<byte> value, ValueList pieces)
    {
        var count = 0;
        while (!value.IsEmpty)
        {
            var end = EndOfLine(value);
            pieces.Add(value[..end]);
            value = value[end..];
            count++;
        }

        return count;
    }

    static int EndOfLine(ReadOnlySpan<byte> text)
    {
        for (var at = 0; ;)
        {
            var next = text[at..].IndexOfAny((byte)'\n', (byte)'\\');
            if (next < 0) return text.Length;
            at += next + 1;
            if (text[at - 1] == '\n') return at;
            if (at < text.Length && text[at] == 'n') return at + 1;
        }
    }
}
