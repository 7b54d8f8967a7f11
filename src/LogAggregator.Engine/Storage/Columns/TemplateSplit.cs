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
    readonly byte[] _template = new byte[TemplateTokenizer.MaxLength];

    public ValueList Templates { get; } = new();

    /// <summary>The template of each row; the number of templates where it has none.</summary>
    public ReadOnlySpan<int> Numbers => CollectionsMarshal.AsSpan(_numbers);

    /// <summary>The rows of a template, in order; those without one under the number of templates.</summary>
    public ReadOnlySpan<int> RowsOf(int template) => CollectionsMarshal.AsSpan(_rows)[_starts[template].._starts[template + 1]];

    /// <summary>How many variables a template has.</summary>
    public int VariablesOf(int template) => _variables[template];

    /// <summary>Where a variable of the row's template stands in its value.</summary>
    public Range PlaceOf(int row, int variable) => _places[_firstPlace[row] + variable];

    /// <summary>False where too few rows have a frequent template, or it says nothing.</summary>
    public bool TryRun(ValueList values, int minRows)
    {
        Clear();
        Span<Range> variables = stackalloc Range[TemplateTokenizer.MaxVariables];
        for (var row = 0; row < values.Count; row++)
        {
            _firstPlace.Add(_places.Count);
            _numbers.Add(NoTemplate);
            if (!TemplateTokenizer.TrySplit(values[row], _template, variables, out var length, out var count)) continue;
            _places.AddRange(variables[..count]);
            var number = _numbers[row] = _all.Add(_template.AsSpan(0, length));
            if (number == _counts.Count) _counts.Add(0);
            _counts[number]++;
            if (row == 512 && _all.Count > 384) return false;
        }

        return TryKeep(values.Count, minRows);
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

    void Clear()
    {
        _all.Clear();
        Templates.Clear();
        foreach (var list in (ReadOnlySpan<List<int>>)[_counts, _kept, _firstPlace, _numbers, _variables]) list.Clear();
        _places.Clear();
    }
}
