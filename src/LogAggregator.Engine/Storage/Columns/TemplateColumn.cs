using System;
using System.Buffers;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>
/// Text as templates with variables. Layout: number of templates; each template's bytes; planes of each row's template number;
/// then for each template in order the column of each variable. A row of no frequent template has the number after the last, and
/// its text stands in one more column.
/// </summary>
sealed class TemplateColumn : Column
{
    /// <summary>A template of fewer rows costs more than it saves.</summary>
    const int MinRows = 4;

    readonly ReadOnlyMemory<byte>[] _templates;
    readonly Column[][] _variables;
    readonly int[] _numbers;
    readonly int[] _ordinals;

    TemplateColumn(ReadOnlyMemory<byte>[] templates, Column[][] variables, int[] numbers, int[] ordinals)
        : base(numbers.Length)
    {
        _templates = templates;
        _variables = variables;
        _numbers = numbers;
        _ordinals = ordinals;
    }

    /// <summary>The templates; a row of the number after the last has none.</summary>
    public ReadOnlySpan<ReadOnlyMemory<byte>> Templates => _templates;

    public ReadOnlySpan<int> Numbers => _numbers;

    public static bool TryEncode(ValueList values, ChunkWriter writer, int depth)
    {
        if (values.Count < MinRows * 2 || !TemplateSplit.TryRun(values, MinRows, out var split)) return false;
        writer.WriteByte((byte)ColumnKind.Template);
        writer.WriteUnsigned((ulong)split.Templates.Count);
        for (var i = 0; i < split.Templates.Count; i++) writer.WriteBytes(split.Templates[i]);
        var numbers = ArrayPool<long>.Shared.Rent(values.Count);
        for (var i = 0; i < values.Count; i++) numbers[i] = split.Numbers[i];
        Planes.Write(writer, numbers.AsSpan(0, values.Count));
        ArrayPool<long>.Shared.Return(numbers);
        foreach (var variables in split.Variables)
        {
            foreach (var variable in variables) ColumnCodec.Encode(variable, writer, depth + 1);
        }

        LinesColumn.EncodeRest(split.Rest, writer, depth);
        return true;
    }

    public static TemplateColumn Decode(ChunkReader reader, int count, int depth)
    {
        var templates = new ReadOnlyMemory<byte>[reader.ReadCount(count)];
        for (var i = 0; i < templates.Length; i++) templates[i] = reader.ReadBytes();
        var stored = Planes.Read(reader, count);
        var numbers = new int[count];
        var ordinals = new int[count];
        var rows = new int[templates.Length + 1];
        for (var i = 0; i < count; i++)
        {
            if (stored[i] < 0 || stored[i] > templates.Length) throw new CorruptBlockException("a row has no such template");
            numbers[i] = (int)stored[i];
            ordinals[i] = rows[numbers[i]]++;
        }

        var variables = new Column[templates.Length + 1][];
        for (var i = 0; i < templates.Length; i++)
        {
            variables[i] = new Column[templates[i].Span.Count(TemplateTokenizer.Hole)];
            for (var j = 0; j < variables[i].Length; j++) variables[i][j] = ColumnCodec.Decode(reader, rows[i], depth + 1);
        }

        variables[^1] = [ColumnCodec.Decode(reader, rows[^1], depth + 1)];
        return new TemplateColumn(templates, variables, numbers, ordinals);
    }

    public override void AppendTo(int row, ValueList target)
    {
        var number = _numbers[row];
        var variables = _variables[number];
        if (number == _templates.Length)
        {
            variables[0].AppendTo(_ordinals[row], target);
            return;
        }

        var template = _templates[number].Span;
        foreach (var variable in variables)
        {
            var hole = template.IndexOf(TemplateTokenizer.Hole);
            target.Append(template[..hole]);
            variable.AppendTo(_ordinals[row], target);
            template = template[(hole + 1)..];
        }

        target.Append(template);
    }

    public override void Find(ValueTest test, RowSet hits)
    {
        var answers = new TemplateProbe.Answer[_templates.Length + 1];
        for (var i = 0; i < _templates.Length; i++) answers[i] = Ask(i, test);
        var rest = new RowSet(_variables[^1][0].Count);
        _variables[^1][0].Find(test, rest);
        var value = new ValueList();
        for (var row = 0; row < Count; row++)
        {
            var number = _numbers[row];
            if (number == _templates.Length)
            {
                if (rest[_ordinals[row]]) hits.Add(row);
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

    TemplateProbe.Answer Ask(int template, ValueTest test)
    {
        var variables = _variables[template];
        if (variables.Length == 0) return test.Accepts(_templates[template].Span) ? TemplateProbe.Answer.All : TemplateProbe.Answer.None;
        Span<ByteSet> alphabets = stackalloc ByteSet[variables.Length];
        for (var i = 0; i < variables.Length; i++) alphabets[i] = variables[i].Alphabet;
        return TemplateProbe.Ask(test.TextOf(_templates[template].Span), alphabets, test);
    }
}
