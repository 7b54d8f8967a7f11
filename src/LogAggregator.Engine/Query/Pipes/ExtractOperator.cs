using System;
using System.Linq;
using LogAggregator.Engine.Query.Syntax;
using LogAggregator.Engine.Query.Values;

namespace LogAggregator.Engine.Query.Pipes;

/// <summary>Fills the columns of a pattern's holes; what looks like a number becomes one.</summary>
sealed class ExtractOperator : PipeOperator
{
    readonly ExtractPattern _pattern;
    readonly int _source;
    readonly int[] _targets;
    readonly int _width;
    readonly bool _widens;
    readonly Range[] _found;

    public ExtractOperator(Schema from, Schema to, ExtractPattern pattern, string field)
    {
        _pattern = pattern;
        _source = from.Find(field);
        _targets = [.. pattern.Holes.Select(hole => hole == "_" ? -1 : to.Find(hole))];
        _found = new Range[pattern.Holes.Length];
        _width = to.Columns.Count;
        _widens = from != to;
    }

    public override bool Add(TableRow row)
    {
        if (_widens)
        {
            var wider = new Value[_width];
            row.Cells.CopyTo(wider, 0);
            row = new TableRow(wider, row.Record);
        }

        if (CellOf(row, _source) is { IsNull: false } value) Fill(row, value.ToString());
        return Next.Add(row);
    }

    void Fill(TableRow row, string text)
    {
        if (!_pattern.TryMatch(text, _found)) return;
        for (var i = 0; i < _targets.Length; i++)
            if (_targets[i] >= 0) row.Cells[_targets[i]] = Value.NumberOrText(text[_found[i]]);
    }
}
