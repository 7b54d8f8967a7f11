using System;
using System.Collections.Generic;
using System.Linq;

using LogAggregator.Engine.Parsing.Json;
using LogAggregator.Engine.Storage.Columns;

namespace LogAggregator.Engine.Storage.Blocks;

/// <summary>
/// The lines of one block taken apart: each line's shape, and for each path the values of the lines that have it, in the order of
/// the lines. A line of no shape is one value of the first column or the second (those with colour codes or backslashes).
/// </summary>
sealed class LineColumns
{
    /// <summary>More shapes or columns than that in one block say that the lines have no steady layout; the rest is kept whole.</summary>
    public const int MaxShapes = 1024;

    public const int MaxColumns = 2048;

    /// <summary>Column of the messages of plain text.</summary>
    public const int MessageColumn = 2;

    /// <summary>A line that is a message and nothing else.</summary>
    public const int MessageShape = 2;

    const int WholeShape = 0;
    const int OddShape = 1;
    const byte Escape = 0x1B;

    readonly ByteDictionary _skeletons = new();
    readonly PlainShapes _plain;
    readonly Dictionary<ColumnKey, int> _columnOfKey = [];
    readonly Dictionary<ColumnKey, PathColumn> _spare = [];
    readonly List<int> _shapeOfSkeleton = [];
    readonly SkeletonTree _tree = new();
    readonly byte[] _skeleton = new byte[JsonSkeleton.MaxSkeletonLength];
    readonly Range[] _values = new Range[JsonSkeleton.MaxValues];

    public LineColumns()
    {
        _plain = new PlainShapes(Shapes, Columns);
        Begin();
    }

    public List<Shape> Shapes { get; } = [];

    public List<PathColumn> Columns { get; } = [];

    public List<int> ShapeOfRow { get; } = [];

    /// <summary>Lines are kept whole, whatever they are.</summary>
    public bool KeepsWhole { get; private set; }

    /// <summary>Begins another block. What the columns of the last one took of memory is used again.</summary>
    /// <param name="keepsWhole">Of <see cref="KeepsWhole"/>.</param>
    public void Clear(bool keepsWhole = false)
    {
        KeepsWhole = keepsWhole;
        // Cleared before: the memory stays for what comes.
        if (ShapeOfRow.Count == 0) return;
        _spare.Clear();
        foreach (var column in Columns)
        {
            column.Clear();
            _spare[column.Key] = column;
        }

        Columns.Clear();
        Shapes.Clear();
        ShapeOfRow.Clear();
        _columnOfKey.Clear();
        _shapeOfSkeleton.Clear();
        _skeletons.Clear();
        _tree.Clear();
        _plain.Clear();
        Begin();
    }

    /// <param name="line">The line, copied.</param>
    public void Add(ReadOnlySpan<byte> line)
    {
        var shape = Find(line, _values);
        var row = ShapeOfRow.Count;
        ShapeOfRow.Add(shape);
        var columns = Shapes[shape].Columns;
        for (var i = 0; i < columns.Length; i++) Columns[columns[i]].Add(row, line, _values[i]);
    }

    void Begin()
    {
        // In the order of WholeShape, OddShape and MessageShape.
        foreach (var key in (ReadOnlySpan<ColumnKey>)[ColumnKey.WholeLines, ColumnKey.OddLines, ColumnKey.Messages])
            Shapes.Add(new Shape([JsonSkeleton.Hole], [NumberOf(key)]));
    }

    int Find(ReadOnlySpan<byte> line, Span<Range> values)
    {
        if (KeepsWhole) return Whole(line, values);
        var shape = line.StartsWith((byte)'{') ? _tree.Match(line, values) : FindPlain(line, values);
        return shape >= 0 ? shape : Split(line, values);
    }

    int FindPlain(ReadOnlySpan<byte> line, Span<Range> values)
    {
        var shape = _plain.Find(line, values);
        return shape != PlainShapes.None && Shapes[shape].Renders(line, values) ? shape : Whole(line, values);
    }

    // Slow path: the first line of a shape, and lines that are no JSON.
    int Split(ReadOnlySpan<byte> line, Span<Range> values)
    {
        if (!JsonSkeleton.TrySplit(line, _skeleton, values, out var length, out _)) return Whole(line, values);
        var skeleton = _skeletons.Add(_skeleton.AsSpan(0, length));
        if (skeleton == _shapeOfSkeleton.Count) _shapeOfSkeleton.Add(Declare(_skeleton.AsSpan(0, length)));
        var shape = _shapeOfSkeleton[skeleton];
        return shape != OddShape && Shapes[shape].Renders(line, values) ? shape : Whole(line, values);
    }

    static int Whole(ReadOnlySpan<byte> line, Span<Range> values)
    {
        values[0] = ..line.Length;
        return line.ContainsAny(Escape, (byte)'\\') ? OddShape : WholeShape;
    }

    /// <summary>Number of the new shape, <see cref="OddShape"/> for one that is not kept.</summary>
    int Declare(ReadOnlySpan<byte> skeleton)
    {
        var paths = JsonPaths.Of(skeleton);
        if (Shapes.Count == MaxShapes || Columns.Count + paths.Count > MaxColumns || !JsonSkeleton.IsJson(skeleton)) return OddShape;
        // An object or array without a value has no column that could tell of it; the empty key is the name of whole lines.
        if (JsonSkeleton.HasEmptyContainer(skeleton) || paths.Any(path => path.Path.Length == 0)) return OddShape;
        // Which of two equal keys counts is for the reader of JSON to say.
        if (paths.DistinctBy(path => path.Path).Count() < paths.Count) return OddShape;
        Shapes.Add(new Shape(skeleton, [.. paths.Select(path => NumberOf(new ColumnKey(path.Path, path.IsQuoted)))]));
        _tree.TryAdd(skeleton, Shapes.Count - 1);
        return Shapes.Count - 1;
    }

    int NumberOf(ColumnKey key)
    {
        if (_columnOfKey.TryGetValue(key, out var number)) return number;
        Columns.Add(_spare.Remove(key, out var spare) ? spare : new PathColumn(key));
        return _columnOfKey[key] = Columns.Count - 1;
    }
}
