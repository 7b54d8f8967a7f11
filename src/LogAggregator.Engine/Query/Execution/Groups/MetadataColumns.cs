using System;
using System.Collections.Generic;
using System.Linq;
using LogAggregator.Engine.Query.Execution.Blocks;
using LogAggregator.Engine.Query.Execution.Fields;
using LogAggregator.Engine.Query.Values;
using LogAggregator.Engine.Storage.Columns;

namespace LogAggregator.Engine.Query.Execution.Groups;

/// <summary>Reads a value of the metadata from the columns of a block; where only the line has it, from the line.</summary>
sealed class MetadataColumns(RowGroup group, MetadataField field)
{
    readonly BlockView _block = group.Block;
    readonly FieldPlaces _places = new(group.Block, (block, shape) => MetadataPlace.In(block, shape, field.Path));

    public FieldColumn Read()
    {
        List<int> columns = [.. _places.Columns];
        var inLine = ReadLines();
        if (columns.Count == 0 && inLine.Count == 0) return new NumberedColumn(new NumberedValues(new int[_block.Count], [Value.Null]));
        if (columns.TrueForAll(IsIntegers)) return ReadIntegers(columns, inLine);
        return columns.TrueForAll(column => _block.Columns.ColumnAt(column).Distinct is not null) ? ReadDistinct(columns, inLine) : ReadEach(columns, inLine);
    }

    bool IsIntegers(int column) => !_block.Columns.Keys[column].IsQuoted && !_block.Columns.ColumnAt(column).Integers.IsEmpty;

    /// <summary>The group's rows that have a value, or may have, which no column tells.</summary>
    Dictionary<int, Value> ReadLines()
    {
        var rows = new RowSet(_block.Count);
        var places = _places.OfShape;
        for (var shape = BlockView.FirstShape; shape < places.Length; shape++)
        {
            if (places[shape] == FieldPlaces.InLine && _block.Columns.HasShape(shape)) rows.UnionWith(_block.Columns.RowsOfShape(shape));
        }

        // Of lines that are kept whole few have the key. Escapes may hide it.
        _block.Find(BlockView.WholeLines, new KeyTest(field.Screen, field.Screen.Part), rows);
        _block.Find(BlockView.OddLines, new KeyTest(field.Screen, default), rows);
        rows.IntersectWith(group.Rows);
        var values = new Dictionary<int, Value>();
        foreach (var row in rows)
        {
            if (group.Read(row, field) is { IsNull: false } value) values.Add(row, value);
        }

        return values;
    }

    NumberColumn ReadIntegers(List<int> columns, Dictionary<int, Value> inLine)
    {
        var numbers = _block.Columns.Buffers.RentLongs(_block.Count);
        var present = new RowSet(_block.Count);
        foreach (var column in columns)
        {
            var integers = _block.Columns.ColumnAt(column).Integers;
            if (!HasOtherUse(column)) Spread(integers, _block.Columns.RowsOf(column).Rows, numbers, present);
            else SpreadSome(integers, RowsAt(column), numbers, present);
        }

        return new NumberColumn(numbers, present, inLine);
    }

    /// <summary>Fast path: each value of the column is the field's.</summary>
    static void Spread(ReadOnlySpan<long> integers, RowSet rows, long[] numbers, RowSet present)
    {
        present.UnionWith(rows);
        var place = 0;
        foreach (var row in rows) numbers[row] = integers[place++];
    }

    static void SpreadSome(ReadOnlySpan<long> integers, ReadOnlySpan<int> rows, long[] numbers, RowSet present)
    {
        for (var place = 0; place < rows.Length; place++)
        {
            if (rows[place] < 0) continue;
            numbers[rows[place]] = integers[place];
            present.Add(rows[place]);
        }
    }

    NumberedColumn ReadDistinct(List<int> columns, Dictionary<int, Value> inLine)
    {
        var known = new Dictionary<Value, int> { [Value.Null] = 0 };
        var numbers = _block.Columns.Buffers.RentInts(_block.Count);
        numbers.AsSpan().Clear();
        foreach (var column in columns)
        {
            var (values, numberOfPlace) = _block.Columns.ColumnAt(column).Distinct!;
            var numberOfValue = new int[values.Count];
            for (var i = 0; i < numberOfValue.Length; i++) numberOfValue[i] = NumberOf(ValueAt(values, i, column), known);
            var rows = RowsAt(column);
            for (var place = 0; place < rows.Length; place++)
            {
                if (rows[place] >= 0) numbers[rows[place]] = numberOfValue[numberOfPlace[place]];
            }
        }

        foreach (var (row, value) in inLine) numbers[row] = NumberOf(value, known);
        return new NumberedColumn(new NumberedValues(numbers, [.. known.Keys]));
    }

    ValueColumn ReadEach(List<int> columns, Dictionary<int, Value> inLine)
    {
        var values = new Value[_block.Count];
        foreach (var column in columns)
        {
            var decoded = _block.Columns.ColumnAt(column);
            var rows = RowsAt(column);
            for (var place = 0; place < rows.Length; place++)
            {
                if (rows[place] >= 0 && group.Rows[rows[place]]) values[rows[place]] = ValueAt(decoded, place, column);
            }
        }

        foreach (var (row, value) in inLine) values[row] = value;
        return new ValueColumn(values);
    }

    /// <summary>The row of each of the column's values; -1 where the field is not that value.</summary>
    Span<int> RowsAt(int column)
    {
        var rows = _block.Columns.RowsOf(column).ToRows(_block.Columns.Buffers);
        if (!HasOtherUse(column)) return rows;
        var places = _places.OfShape;
        var shapes = _block.Columns.ShapeOfRow;
        foreach (ref var row in rows)
        {
            if (places[shapes[row]] != column) row = -1;
        }

        return rows;
    }

    bool HasOtherUse(int column)
    {
        var shapes = _block.Columns.Shapes;
        for (var shape = 0; shape < shapes.Length; shape++)
        {
            if (_places.OfShape[shape] != column && shapes[shape].Columns.Contains(column)) return true;
        }

        return false;
    }

    Value ValueAt(Column values, int place, int column)
    {
        var bytes = group.Scratch;
        bytes.Clear();
        values.AppendTo(place, bytes);
        return field.OfColumn(bytes.Bytes, _block.Columns.Keys[column].IsQuoted);
    }

    static int NumberOf(Value value, Dictionary<Value, int> known)
    {
        if (!known.TryGetValue(value, out var number)) known.Add(value, number = known.Count);
        return number;
    }

    sealed class KeyTest : ColumnTest
    {
        readonly KeyScreen _screen;

        public KeyTest(KeyScreen screen, ReadOnlyMemory<byte> required)
        {
            _screen = screen;
            Required = required;
        }

        public override bool IsSureOf(ReadOnlySpan<byte> part, bool isOpenBefore, bool isOpenBehind) => false;

        protected override bool Matches(ReadOnlySpan<byte> text) => _screen.MayHold(text);
    }
}
