using System;
using System.Buffers;
using System.Linq;
using System.Threading;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>
/// Text as templates with variables. Layout: number of templates; their column; how many rows each has; for each template in order
/// the column of each variable; the column of the rows that have no frequent template; planes of each row's template number, the
/// number after the last for those.
/// </summary>
sealed class TemplateColumn : Column
{
    /// <summary>A template of fewer rows costs more than it saves.</summary>
    const int MinRows = 4;

    readonly byte[][] _templates;
    readonly Column[][] _variables;
    readonly Func<RowPlaces> _decodePlaces;
    RowPlaces? _places;

    TemplateColumn(int count, byte[][] templates, Column[][] variables, Func<RowPlaces> decodePlaces)
        : base(count)
    {
        _templates = templates;
        _variables = variables;
        _decodePlaces = decodePlaces;
    }

    RowPlaces Places
    {
        get
        {
            if (Volatile.Read(ref _places) is { } decoded) return decoded;
            decoded = _decodePlaces();
            Volatile.Write(ref _places, decoded);
            return decoded;
        }
    }

    public static bool TryEncode(ValueList values, ChunkWriter writer, int depth)
    {
        if (values.Count < MinRows * 2 || !TemplateSplit.TryRun(values, MinRows, out var split)) return false;
        writer.WriteByte((byte)ColumnKind.Template);
        writer.WriteUnsigned((ulong)split.Templates.Count);
        ColumnCodec.EncodeNested(split.Templates, writer, ColumnCodec.MaxDepth);
        var rows = new int[split.Templates.Count + 1];
        foreach (var number in split.Numbers) rows[number]++;
        for (var i = 0; i < split.Templates.Count; i++) writer.WriteUnsigned((ulong)rows[i]);
        foreach (var variables in split.Variables)
        {
            foreach (var variable in variables) ColumnCodec.EncodeNested(variable, writer, depth + 1);
        }

        var rest = writer.Nested();
        LinesColumn.EncodeRest(split.Rest, rest, depth);
        writer.WriteBytes(rest.Written);
        var numbers = ArrayPool<long>.Shared.Rent(values.Count);
        for (var i = 0; i < values.Count; i++) numbers[i] = split.Numbers[i];
        Planes.Write(writer, numbers.AsSpan(0, values.Count));
        ArrayPool<long>.Shared.Return(numbers);
        return true;
    }

    public static TemplateColumn Decode(ChunkReader reader, int count, int depth)
    {
        var templates = ReadTemplates(reader, reader.ReadCount(count), depth);
        var rows = new int[templates.Length + 1];
        rows[^1] = count;
        for (var i = 0; i < templates.Length; i++) rows[^1] -= rows[i] = reader.ReadCount(rows[^1]);
        var variables = new Column[templates.Length + 1][];
        for (var i = 0; i < templates.Length; i++)
        {
            variables[i] = new Column[templates[i].AsSpan().Count(TemplateTokenizer.Hole)];
            if (variables[i].Length > TemplateTokenizer.MaxVariables) throw new CorruptBlockException("a template has too many variables");
            for (var j = 0; j < variables[i].Length; j++) variables[i][j] = ColumnCodec.DecodeNested(reader, rows[i], depth + 1);
        }

        variables[^1] = [ColumnCodec.DecodeNested(reader, rows[^1], depth + 1)];
        var rest = reader.ReadRest();
        return new TemplateColumn(count, templates, variables, () => RowPlaces.Read(new ChunkReader(rest), count, rows));
    }

    public override ColumnTemplates Templates =>
        new(_templates, [.. _variables.SkipLast(1).Select(ofTemplate => ofTemplate.All(variable => variable.IsOf(ByteSet.AsciiWords)))], Places.Numbers);

    public override void AppendTo(int row, ValueList target)
    {
        var number = Places.Numbers[row];
        var ordinal = Places.Ordinals[row];
        if (number == _templates.Length)
        {
            _variables[number][0].AppendTo(ordinal, target);
            return;
        }

        ReadOnlySpan<byte> template = _templates[number];
        foreach (var variable in _variables[number])
        {
            var hole = template.IndexOf(TemplateTokenizer.Hole);
            target.Append(template[..hole]);
            variable.AppendTo(ordinal, target);
            template = template[(hole + 1)..];
        }

        target.Append(template);
    }

    public override void Find(ColumnTest test, RowSet hits)
    {
        var answers = new TemplateProbe.Answer[_templates.Length + 1];
        for (var i = 0; i < _templates.Length; i++) answers[i] = Ask(i, test);
        var rest = new RowSet(_variables[^1][0].Count);
        _variables[^1][0].Find(test, rest);
        if (rest.IsEmpty && !answers.AsSpan().ContainsAnyExcept(TemplateProbe.Answer.None)) return;
        Decide(answers, rest, test, hits);
    }

    void Decide(TemplateProbe.Answer[] answers, RowSet rest, ColumnTest test, RowSet hits)
    {
        var value = new ValueList();
        var places = Places;
        for (var row = 0; row < Count; row++)
        {
            var number = places.Numbers[row];
            if (number == _templates.Length)
            {
                if (rest[places.Ordinals[row]]) hits.Add(row);
            }
            else if (answers[number] == TemplateProbe.Answer.All)
            {
                hits.Add(row);
            }
            else if (answers[number] == TemplateProbe.Answer.Rows)
            {
                value.Clear();
                AppendTo(row, value);
                if (test.Accepts(value.Bytes)) hits.Add(row);
            }
        }
    }

    static byte[][] ReadTemplates(ChunkReader reader, int count, int depth)
    {
        var column = ColumnCodec.DecodeNested(reader, count, depth + 1);
        var templates = new byte[count][];
        var text = new ValueList();
        for (var i = 0; i < count; i++)
        {
            text.Clear();
            column.AppendTo(i, text);
            templates[i] = text.Bytes.ToArray();
        }

        return templates;
    }

    TemplateProbe.Answer Ask(int template, ColumnTest test)
    {
        var variables = _variables[template];
        if (variables.Length == 0) return test.Accepts(_templates[template]) ? TemplateProbe.Answer.All : TemplateProbe.Answer.None;
        Span<ByteSet> alphabets = stackalloc ByteSet[variables.Length];
        for (var i = 0; i < variables.Length; i++) alphabets[i] = variables[i].Alphabet;
        return TemplateProbe.Ask(test.TextOf(_templates[template]), alphabets, test);
    }
}
