using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>Values taken apart by their frequent templates. Used again for other values.</summary>
sealed class TemplateSplit
{
    /// <summary>More templates than this share of the rows say that the text has none.</summary>
    const double MaxTemplateShare = 0.25;

    const int NoTemplate = -1;

    readonly ByteDictionary _all = new();
    readonly List<int> _counts = [];
    readonly List<int> _kept = [];
    readonly List<int> _mostRowsFirst = [];
    readonly List<Range> _places = [];
    readonly List<int> _firstPlace = [];
    readonly List<int> _numbers = [];
    readonly List<int> _variables = [];
    readonly List<int> _starts = [];
    readonly List<int> _rows = [];
    readonly List<int> _firstVariable = [];
    readonly List<SortedVariable> _sorted = [];
    readonly TemplateTokenizer _tokenizer = new();
    byte[] _bytes = [];
    int[] _ends = [];

    public ValueList Templates { get; } = new();

    /// <summary>The template of each row; the number of templates where it has none.</summary>
    public ReadOnlySpan<int> Numbers => CollectionsMarshal.AsSpan(_numbers);

    /// <summary>The rows of a template, in order; those without one under the number of templates.</summary>
    public ReadOnlySpan<int> RowsOf(int template) => CollectionsMarshal.AsSpan(_rows)[_starts[template].._starts[template + 1]];

    /// <summary>How many variables a template has.</summary>
    public int VariablesOf(int template) => _variables[template];

    /// <summary>Where a variable of the row's template stands in its value.</summary>
    public Range PlaceOf(int row, int variable) => _places[_firstPlace[row] + variable];

    /// <summary>The values of one of the template's variables, in the order of its rows.</summary>
    public ValueSpan ValuesOf(int template, int variable)
    {
        var sorted = _sorted[_firstVariable[template] + variable];
        return new ValueSpan(_bytes.AsSpan(sorted.FirstByte, sorted.Bytes), _ends.AsSpan(sorted.FirstEnd, sorted.Values));
    }

    /// <summary>False where too few rows have a frequent template, or it says nothing.</summary>
    public bool TryRun(ValueList values, int minRows)
    {
        Clear();
        for (var row = 0; row < values.Count; row++)
        {
            _firstPlace.Add(_places.Count);
            _numbers.Add(NoTemplate);
            if (!_tokenizer.TrySplit(values[row])) continue;
            _places.AddRange(_tokenizer.Variables);
            var number = _numbers[row] = _all.Add(_tokenizer.Template);
            if (number == _counts.Count) _counts.Add(0);
            _counts[number]++;
            if (row == 512 && _all.Count > 384) return false;
        }

        if (!TryKeep(values.Count, minRows)) return false;
        SortVariables(values);
        return true;
    }

    bool TryKeep(int rows, int minRows)
    {
        var rest = rows;
        CollectionsMarshal.SetCount(_kept, _counts.Count);
        SortByRows();
        foreach (var i in _mostRowsFirst)
        {
            var isKept = _counts[i] >= minRows;
            if (isKept) rest -= _counts[i];
            _kept[i] = isKept ? Templates.Count : NoTemplate;
            if (!isKept) continue;
            Templates.Add(_all.Values[i]);
            _variables.Add(_all.Values[i].Count(TemplateTokenizer.Hole));
        }

        var isOneVariable = Templates.Count == 1 && Templates.ByteLength == 1;
        if (Templates.Count == 0 || isOneVariable || Templates.Count > rows * MaxTemplateShare || rest > rows / 2) return false;
        SortRows();
        return true;
    }

    /// <summary>Small numbers for frequent templates: those of rare ones stand out in the higher bytes.</summary>
    void SortByRows()
    {
        _mostRowsFirst.Clear();
        for (var i = 0; i < _counts.Count; i++) _mostRowsFirst.Add(i);
        _mostRowsFirst.Sort((left, right) => _counts[left] != _counts[right] ? _counts[right].CompareTo(_counts[left]) : left.CompareTo(right));
    }

    /// <summary>Puts the rows of each template together. While rows are placed, the start of a template is the one behind its own.</summary>
    void SortRows()
    {
        CollectionsMarshal.SetCount(_starts, Templates.Count + 3);
        CollectionsMarshal.SetCount(_rows, _numbers.Count);
        var starts = CollectionsMarshal.AsSpan(_starts);
        var rows = CollectionsMarshal.AsSpan(_rows);
        starts.Clear();
        foreach (ref var number in CollectionsMarshal.AsSpan(_numbers))
        {
            number = number == NoTemplate || _kept[number] == NoTemplate ? Templates.Count : _kept[number];
            starts[number + 2]++;
        }

        for (var i = 2; i < starts.Length; i++) starts[i] += starts[i - 1];
        for (var row = 0; row < rows.Length; row++) rows[starts[_numbers[row] + 1]++] = row;
    }

    /// <summary>
    /// Puts the values of each variable together, going through the rows once: going through them for each template was waiting for memory.
    /// </summary>
    void SortVariables(ValueList values)
    {
        PlanVariables();
        var places = CollectionsMarshal.AsSpan(_places);
        var sorted = CollectionsMarshal.AsSpan(_sorted);
        for (var row = 0; row < _numbers.Count; row++)
        {
            var template = _numbers[row];
            if (template == Templates.Count) continue;
            var first = _firstVariable[template];
            for (var i = 0; i < _variables[template]; i++)
            {
                ref var variable = ref sorted[first + i];
                variable.Bytes += values.CopyPart(row, places[_firstPlace[row] + i], _bytes, variable.FirstByte + variable.Bytes);
                _ends[variable.FirstEnd + variable.Values++] = variable.Bytes;
            }
        }
    }

    /// <summary>Finds out where the values of each variable begin.</summary>
    void PlanVariables()
    {
        for (int template = 0, ends = 0; template < Templates.Count; template++)
        {
            _firstVariable.Add(_sorted.Count);
            for (var i = 0; i < _variables[template]; i++, ends += RowsOf(template).Length) _sorted.Add(new SortedVariable { FirstEnd = ends });
        }

        var sorted = CollectionsMarshal.AsSpan(_sorted);
        var places = CollectionsMarshal.AsSpan(_places);
        for (var row = 0; row < _numbers.Count; row++)
        {
            if (_numbers[row] == Templates.Count) continue;
            var ofRow = places.Slice(_firstPlace[row], _variables[_numbers[row]]);
            for (var i = 0; i < ofRow.Length; i++) sorted[_firstVariable[_numbers[row]] + i].FirstByte += ofRow[i].End.Value - ofRow[i].Start.Value;
        }

        var (bytes, values) = (0, 0);
        // What copying writes behind a value must not be the first of the next variable.
        foreach (ref var variable in sorted) (variable.FirstByte, bytes) = (bytes, bytes + variable.FirstByte + ValueList.Slack);
        for (var template = 0; template < Templates.Count; template++) values += _variables[template] * RowsOf(template).Length;
        if (_bytes.Length < bytes) _bytes = new byte[bytes + bytes / 4];
        if (_ends.Length < values) _ends = new int[values + values / 4];
    }

    void Clear()
    {
        _all.Clear();
        Templates.Clear();
        foreach (var list in (ReadOnlySpan<List<int>>)[_counts, _kept, _firstPlace, _numbers, _variables, _firstVariable]) list.Clear();
        _places.Clear();
        _sorted.Clear();
    }

    /// <summary>Where the values of a variable are.</summary>
    struct SortedVariable
    {
        public int FirstByte;
        public int Bytes;
        public int FirstEnd;
        public int Values;
    }
}
