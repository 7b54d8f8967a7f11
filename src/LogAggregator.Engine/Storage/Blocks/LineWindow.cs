using System;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Storage.Columns;

namespace LogAggregator.Engine.Storage.Blocks;

/// <summary>
/// Neighbouring rows of a block, put together: first each column gives the values of all of them, then the values are put between the literals
/// of each row's shape. Some hundred KiB, so that both stay near the core.
/// </summary>
sealed class LineWindow : IDisposable
{
    /// <summary>Of lines, as far as the rows before tell.</summary>
    const int Bytes = 384 * 1024;

    const int MaxRows = 4096;
    const int FirstRows = 64;

    /// <summary>So many times as many rows as before, at most: lines may become longer.</summary>
    const int MaxGrowth = 8;

    readonly ColumnBlock _block;
    readonly ValueList _lines;
    readonly SpareLists _spare;
    readonly ValueList?[] _values;
    readonly int[] _next;
    readonly ValueList _literals = new();
    readonly int[] _firstLiteral;
    int _first;
    int _count;
    int _rows = FirstRows;

    public LineWindow(ColumnBlock block, SpareLists spare)
    {
        (_block, _spare, _lines) = (block, spare, spare.Take());
        _values = new ValueList?[block.Keys.Length];
        _next = new int[block.Keys.Length];
        _firstLiteral = new int[block.Shapes.Length];
        for (var shape = 0; shape < _firstLiteral.Length; shape++)
        {
            _firstLiteral[shape] = _literals.Count;
            for (var i = 0; i <= block.Shapes[shape].Columns.Length; i++) _literals.Add(block.Shapes[shape].Literal(i));
        }
    }

    /// <summary>The row behind its last one.</summary>
    public int End => _first + _count;

    public bool Has(int row) => row >= _first && row - _first < _count;

    /// <summary>The row's line, with its newline unless it had none.</summary>
    public ReadOnlyMemory<byte> Printed(int row) => _lines.MemoryOf(row - _first);

    /// <summary>As <see cref="Printed(int)"/>, of several rows.</summary>
    /// <param name="row">The first one.</param>
    /// <param name="rows">At most so many; gets how many they are.</param>
    public ReadOnlySpan<byte> Printed(int row, ref int rows)
    {
        rows = Math.Min(rows, _first + _count - row);
        return _lines.Bytes[_lines.StartOf(row - _first).._lines.Ends[row - _first + rows - 1]];
    }

    /// <summary>Begins with that row from now on. After an exception it is not to be used any more.</summary>
    /// <param name="row">The first one.</param>
    /// <param name="rows">At most so many.</param>
    public void MoveTo(int row, int rows)
    {
        (_first, _count) = (row, Math.Min(_rows, rows));
        _lines.Clear();
        GatherValues();
        for (var i = row; i < row + _count; i++) AddLine(i);
        var fitting = (int)Math.Min(MaxRows, (long)Bytes * _count / Math.Max(1, _lines.ByteLength));
        _rows = Math.Clamp(fitting, 1, _rows * MaxGrowth);
    }

    public void Dispose()
    {
        _spare.GiveBack(_lines);
        foreach (var values in _values)
        {
            if (values is not null) _spare.GiveBack(values);
        }
    }

    void GatherValues()
    {
        for (var column = 0; column < _values.Length; column++)
        {
            if (_block.CountOf(column) == 0) continue;
            var ranks = _block.RowsOf(column);
            var from = ranks.CountBefore(_first);
            var count = ranks.CountBefore(_first + _count) - from;
            if (count == 0) continue;
            var values = _values[column] ??= _spare.Take();
            values.Clear();
            _next[column] = 0;
            _block.ColumnAt(column).AppendRange(from, count, values, _spare);
        }
    }

    void AddLine(int row)
    {
        var shape = _block.ShapeOfRow[row];
        var literal = _firstLiteral[shape];
        foreach (var column in _block.Shapes[shape].Columns)
        {
            _lines.AppendValue(_literals, literal++);
            _lines.AppendValue(_values[column]!, _next[column]++);
        }

        _lines.AppendValue(_literals, literal);
        if (((RecordFlags)_block.Flags[row] & RecordFlags.NoNewline) == 0) _lines.Append("\n"u8);
        _lines.EndValue();
    }
}
