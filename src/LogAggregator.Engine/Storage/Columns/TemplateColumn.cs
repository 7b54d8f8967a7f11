using System;
using System.Linq;
using System.Threading;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>
/// Text as templates with variables: what <see cref="PooledTemplates"/> wrote. Layout in segments of version 1, which is read only: number of templates; their
/// column; how many rows each has; for each template in order the column of each variable; the column of the rows that have no frequent
/// template; planes of each row's template number, the number after the last for those.
/// </summary>
sealed class TemplateColumn : Column
{
    readonly byte[][] _templates;
    readonly int[] _rows;
    readonly Column[][] _variables;
    readonly Func<RowPlaces> _decodePlaces;
    readonly ReadBuffers _buffers;
    RowPlaces? _places;
    TemplateWriter? _writer;

    public TemplateColumn(int count, byte[][] templates, int[] rows, Column[][] variables, Func<RowPlaces> decodePlaces, ReadBuffers buffers)
        : base(count)
    {
        _buffers = buffers;
        _templates = templates;
        _rows = rows;
        _variables = variables;
        _decodePlaces = decodePlaces;
    }

    TemplateSearch Search => new(_templates, _rows, _variables, Append);

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

    public static TemplateColumn Decode(ChunkReader reader, int count, int depth)
    {
        var templates = ReadTemplates(reader, reader.ReadCount(count), depth);
        var rows = new int[templates.Length + 1];
        rows[^1] = count;
        for (var i = 0; i < templates.Length; i++) rows[^1] -= rows[i] = reader.ReadCount(rows[^1]);
        var variables = new Column[templates.Length + 1][];
        for (var i = 0; i < templates.Length; i++)
        {
            variables[i] = new Column[VariablesOf(templates[i])];
            for (var j = 0; j < variables[i].Length; j++) variables[i][j] = ColumnCodec.DecodeNested(reader, rows[i], depth + 1);
        }

        variables[^1] = [ColumnCodec.DecodeNested(reader, rows[^1], depth + 1)];
        var (rest, buffers) = (reader.ReadRest(), reader.Buffers);
        return new TemplateColumn(count, templates, rows, variables, () => RowPlaces.Read(new ChunkReader(rest, buffers), count, rows), buffers);
    }

    public override ColumnTemplates TemplatesBy(TextForm[]? forms)
    {
        var known = forms is not null && Search.AreOfTemplates(forms) ? forms : null;
        var own = new ColumnTemplates(_templates, _templates.Length, number => IsOfWords(number, known), Places.Numbers);
        return _variables[^1][0].TemplatesBy(null) is { } ofRest ? With(own, ofRest) : own;
    }

    bool IsOfWords(int number, TextForm[]? forms)
    {
        for (var i = 0; i < _variables[number].Length; i++)
        {
            var variable = _variables[number][i];
            if (forms is not null ? forms[number].Holes[i].Bytes.IsSubsetOf(ByteSet.AsciiWords) : variable.IsOf(ByteSet.AsciiWords)) continue;
            if (!variable.IsOf(ByteSet.AsciiNames) || !StandsAlone(variable)) return false;
        }

        return true;
    }

    /// <summary>No value begins or ends with an underscore: that would belong to the text around it.</summary>
    static bool StandsAlone(Column variable)
    {
        var values = variable.Distinct is { } distinct ? AllOf(distinct.Values) : AllOf(variable);
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i] is [(byte)'_', ..] or [.., (byte)'_']) return false;
        }

        return true;
    }

    /// <summary>Rows that have no template of this column may have one of their first line.</summary>
    ColumnTemplates With(ColumnTemplates own, ColumnTemplates ofRest)
    {
        var (numbers, ordinals, count) = (_buffers.RentInts(Count), Places.Ordinals, own.Texts.Length);
        for (var row = 0; row < Count; row++)
        {
            numbers[row] = own.Numbers[row];
            if (numbers[row] == count) numbers[row] += ofRest.Numbers[ordinals[row]];
        }

        return new ColumnTemplates([.. own.Texts, .. ofRest.Texts], count + ofRest.FirstLines, number => number < count ? own.IsOfWords(number) : ofRest.IsOfWords(number - count), numbers);
    }

    public override HoleBytes GatherHole()
    {
        var gatherer = new HoleGatherer();
        for (var number = 0; number < _templates.Length; number++)
        {
            gatherer.BeginText();
            var variable = 0;
            foreach (var part in _templates[number].AsSpan().Split(TemplateTokenizer.Hole))
            {
                gatherer.Add(_templates[number].AsSpan()[part]);
                if (variable < _variables[number].Length) gatherer.Add(_variables[number][variable++].GatherHole());
            }
        }

        gatherer.BeginText();
        gatherer.Add(_variables[^1][0].GatherHole());
        return gatherer.Gathered();
    }

    public override void Outline(FormList forms)
    {
        for (var number = 0; number < _templates.Length; number++)
            forms.Add(new TextForm(_templates[number], Array.ConvertAll(_variables[number], variable => variable.GatherHole()), _rows[number]));

        _variables[^1][0].Outline(forms);
    }

    public override void AppendTo(int row, ValueList target)
    {
        var places = Places;
        Append(places.Numbers[row], places.Ordinals[row], target);
    }

    /// <param name="number">Of a template.</param>
    /// <param name="ordinal">Of its rows.</param>
    /// <param name="target">Gets the value.</param>
    void Append(int number, int ordinal, ValueList target)
    {
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

    public override void AppendRange(int first, int count, ValueList target, SpareLists spare)
    {
        if (Volatile.Read(ref _writer) is not { } writer) Volatile.Write(ref _writer, writer = new TemplateWriter(_templates, _variables));
        writer.AppendRange(Places, first, count, target, spare);
    }

    /// <summary>Goes through the rows in order: they are far more than their variables, so these are decoded before, all of them.</summary>
    public override bool Holds(ValueList values, SpareLists spare)
    {
        if (values.Count != Count) return false;
        var (literals, variables) = (spare.Take(), spare.Take());
        var areEqual = Holds(values, literals, variables, PartsIn(literals, variables, spare));
        spare.GiveBack(literals);
        spare.GiveBack(variables);
        return areEqual;
    }

    TemplateParts[] PartsIn(ValueList literals, ValueList variables, SpareLists spare)
    {
        var parts = new TemplateParts[_variables.Length];
        for (var number = 0; number < parts.Length; number++)
        {
            parts[number] = new TemplateParts(literals.Count, variables.Count, _variables[number].Length);
            TemplateTokenizer.AddLiterals(number < _templates.Length ? _templates[number] : [TemplateTokenizer.Hole], literals);
            foreach (var variable in _variables[number]) variable.AppendRange(0, variable.Count, variables, spare);
        }

        return parts;
    }

    bool Holds(ValueList values, ValueList literals, ValueList variables, TemplateParts[] parts)
    {
        var places = Places;
        for (var row = 0; row < Count; row++)
        {
            var number = places.Numbers[row];
            if (!Holds(values, row, literals, variables, parts[number], places.Ordinals[row], _rows[number])) return false;
        }

        return true;
    }

    /// <param name="values">All of the column.</param>
    /// <param name="row">One of them.</param>
    /// <param name="literals">Of all templates.</param>
    /// <param name="variables">Of all templates.</param>
    /// <param name="parts">Where those of the row's template are.</param>
    /// <param name="ordinal">Of the row among those of its template.</param>
    /// <param name="rows">How many these are.</param>
    static bool Holds(ValueList values, int row, ValueList literals, ValueList variables, TemplateParts parts, int ordinal, int rows)
    {
        var at = values.StartOf(row);
        var literal = parts.FirstLiteral;
        for (var variable = parts.FirstVariable + ordinal; literal < parts.FirstLiteral + parts.Variables; literal++, variable += rows)
        {
            if (!values.HasAt(at, literals, literal)) return false;
            at += literals.LengthOf(literal);
            if (!values.HasAt(at, variables, variable)) return false;
            at += variables.LengthOf(variable);
        }

        return values.HasAt(at, literals, literal) && at + literals.LengthOf(literal) == values.Ends[row];
    }

    static ValueList AllOf(Column column)
    {
        var values = new ValueList();
        column.AppendAll(values);
        return values;
    }

    public override void AddHolders(Needle needle, RowSet rows)
    {
        var matches = Search.AddHolders(needle);
        if (!matches.AreNone) matches.AddRows(Places, rows);
    }

    public override void Find(ColumnTest test, RowSet hits) => Find(test, null, hits);

    /// <summary>The outline knows more of the variables, and leaves most templates out at once.</summary>
    public override void Find(ColumnTest test, AskedForms? forms, RowSet hits)
    {
        var matches = Search.Find(test, forms);
        if (!matches.AreNone) matches.AddRows(Places, hits);
    }

    /// <summary>How many variables a template has.</summary>
    public static int VariablesOf(byte[] template)
    {
        var count = template.AsSpan().Count(TemplateTokenizer.Hole);
        return count <= TemplateTokenizer.MaxVariables ? count : throw new CorruptBlockException("a template has too many variables");
    }

    public static byte[][] ReadTemplates(ChunkReader reader, int count, int depth)
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

    /// <param name="FirstLiteral">What stands before the first variable; one more follows than there are variables.</param>
    /// <param name="FirstVariable">The first value of the first variable; those of the next follow.</param>
    /// <param name="Variables">How many there are.</param>
    readonly record struct TemplateParts(int FirstLiteral, int FirstVariable, int Variables);
}
