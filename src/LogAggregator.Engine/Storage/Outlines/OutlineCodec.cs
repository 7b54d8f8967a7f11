using System.Collections.Generic;
using System.Linq;
using LogAggregator.Engine.Storage.Blocks;
using LogAggregator.Engine.Storage.Columns;

namespace LogAggregator.Engine.Storage.Outlines;

/// <summary>
/// Forms of columns in one stream: number of different holes, each its bytes as four u64, u8 1 and its pairs of letters, or u8 0; then for each
/// column the number of its forms, each: rows, text, for each hole its number.
/// </summary>
static class OutlineCodec
{
    const int MaxHoles = 1 << 20;

    public static void Encode(IEnumerable<TextForm[]> columns, ChunkWriter writer)
    {
        var holes = new Dictionary<HoleBytes, int>();
        var forms = new ChunkWriter(1);
        foreach (var column in columns)
        {
            forms.WriteUnsigned((ulong)column.Length);
            foreach (var form in column)
            {
                forms.WriteUnsigned((ulong)form.Rows);
                forms.WriteBytes(form.Text);
                foreach (var hole in form.Holes) forms.WriteUnsigned((ulong)NumberOf(hole, holes));
            }
        }

        var stream = new ChunkWriter(1);
        stream.WriteUnsigned((ulong)holes.Count);
        foreach (var (hole, _) in holes.OrderBy(hole => hole.Value)) EncodeHole(hole, stream);
        stream.Append(forms.Written);
        writer.WriteStream(stream.Written);
    }

    /// <param name="reader">Of what <see cref="Encode"/> wrote.</param>
    /// <param name="columns">How many there are.</param>
    public static ColumnOutline[] Decode(ChunkReader reader, int columns)
    {
        var stream = new ChunkReader(reader.ReadStream());
        var holes = new HoleBytes[stream.ReadCount(System.Math.Min(MaxHoles, stream.Remaining))];
        for (var i = 0; i < holes.Length; i++) holes[i] = DecodeHole(stream);
        var outlines = new ColumnOutline[columns];
        for (var i = 0; i < columns; i++)
        {
            var forms = new TextForm[stream.ReadCount(stream.Remaining)];
            for (var j = 0; j < forms.Length; j++) forms[j] = DecodeForm(stream, holes);
            outlines[i] = new ColumnOutline(forms);
        }

        return outlines;
    }

    static int NumberOf(HoleBytes hole, Dictionary<HoleBytes, int> holes)
    {
        if (!holes.TryGetValue(hole, out var number)) holes[hole] = number = holes.Count;
        return number;
    }

    static void EncodeHole(HoleBytes hole, ChunkWriter writer)
    {
        hole.Bytes.Write(writer);
        writer.WriteByte(hole.Pairs is null ? (byte)0 : (byte)1);
        hole.Pairs?.Write(writer);
    }

    static HoleBytes DecodeHole(ChunkReader reader) => new(ByteSet.Read(reader), reader.ReadByte() == 1 ? LetterPairs.Read(reader) : null);

    static TextForm DecodeForm(ChunkReader reader, HoleBytes[] known)
    {
        var rows = reader.ReadCount(ColumnBlock.MaxRows);
        var text = reader.ReadBytes().ToArray();
        var holes = new HoleBytes[text.Count(value => value == TemplateTokenizer.Hole)];
        for (var i = 0; i < holes.Length; i++) holes[i] = known[reader.ReadCount(known.Length - 1)];
        return new TextForm(text, holes, rows);
    }
}
