using System;
using System.Collections.Generic;
using System.Linq;

using LogAggregator.Engine.Storage.Columns;

namespace LogAggregator.Engine.Storage.Blocks;

/// <summary>
/// The lines of one block taken apart: each line's shape, and for each path the values of the lines that have it, in the order of
/// the lines. A line of no shape is one value of the first column (plain lines) or the second (those with colour codes or backslashes).
/// </summary>
sealed class LineColumns
{
    /// <summary>More shapes or columns than that in one block say that the lines have no steady layout; the rest is kept whole.</summary>
    public const int MaxShapes = 1024;

    public const int MaxColumns = 2048;

    readonly ByteDictionary _skeletons = new();
    const int PlainShape = 0;
    const int OddShape = 1;
    const byte Escape = 0x1B;

    readonly Dictionary<ColumnKey, int> _columnOfKey = new() { [ColumnKey.PlainLines] = PlainShape, [ColumnKey.OddLines] = OddShape };
    readonly Dictionary<int, int> _latestShape = [];
    readonly List<int> _shapeOfSkeleton = [];
    readonly byte[] _skeleton = new byte[JsonSkeleton.MaxSkeletonLength];

    public List<Shape> Shapes { get; } = [new Shape([JsonSkeleton.Hole], [PlainShape]), new Shape([JsonSkeleton.Hole], [OddShape])];

    public List<PathColumn> Columns { get; } = [new PathColumn(ColumnKey.PlainLines), new PathColumn(ColumnKey.OddLines)];

    public List<int> ShapeOfRow { get; } = [];

    /// <summary>Lines are kept whole, whatever they are.</summary>
    public bool KeepsWhole { get; init; }

    /// <param name="source">Lines of one source often have the shape of the one before.</param>
    /// <param name="line">The line, copied.</param>
    public void Add(int source, ReadOnlySpan<byte> line)
    {
        Span<Range> values = stackalloc Range[JsonSkeleton.MaxValues];
        var shape = Find(source, line, values);
        var row = ShapeOfRow.Count;
        ShapeOfRow.Add(shape);
        var columns = Shapes[shape].Columns;
        for (var i = 0; i < columns.Length; i++) Columns[columns[i]].Add(row, line[values[i]]);
    }

    int Find(int source, ReadOnlySpan<byte> line, Span<Range> values)
    {
        if (KeepsWhole || line.IsEmpty || line[0] != '{') return Whole(line, values);
        if (_latestShape.TryGetValue(source, out var latest) && Shapes[latest].TryMatch(line, values)) return latest;
        if (!JsonSkeleton.TrySplit(line, _skeleton, values, out var length, out _)) return Whole(line, values);
        var skeleton = _skeletons.Add(_skeleton.AsSpan(0, length));
        if (skeleton == _shapeOfSkeleton.Count) _shapeOfSkeleton.Add(Declare(_skeleton.AsSpan(0, length)));
        var shape = _shapeOfSkeleton[skeleton];
        if (shape == OddShape) return Whole(line, values);
        _latestShape[source] = shape;
        return shape;
    }

    static int Whole(ReadOnlySpan<byte> line, Span<Range> values)
    {
        values[0] = ..line.Length;
        return line.ContainsAny(Escape, (byte)'\\') ? OddShape : PlainShape;
    }

    /// <summary>Number of the new shape, <see cref="OddShape"/> for one that is not kept.</summary>
    int Declare(ReadOnlySpan<byte> skeleton)
    {
        var keys = JsonPaths.Of(skeleton);
        if (Shapes.Count == MaxShapes || Columns.Count + keys.Count > MaxColumns || !JsonSkeleton.IsJson(skeleton)) return OddShape;
        // An object or array without a value has no column that could tell of it; the empty key is the name of whole lines.
        if (JsonSkeleton.HasEmptyContainer(skeleton) || keys.Any(k => k.Path.Length == 0)) return OddShape;
        // Which of two equal keys counts is for the reader of JSON to say.
        if (new HashSet<string>(keys.Select(k => k.Path)).Count < keys.Count) return OddShape;
        var columns = new int[keys.Count];
        for (var i = 0; i < columns.Length; i++)
        {
            if (_columnOfKey.TryGetValue(keys[i], out columns[i])) continue;
            columns[i] = _columnOfKey[keys[i]] = Columns.Count;
            Columns.Add(new PathColumn(keys[i]));
        }

        Shapes.Add(new Shape(skeleton, columns));
        return Shapes.Count - 1;
    }
}

/// <summary>The values of one path, and the rows that have it.</summary>
sealed class PathColumn(ColumnKey key)
{
    public ColumnKey Key { get; } = key;

    public ValueList Values { get; } = new();

    public List<int> Rows { get; } = [];

    public void Add(int row, ReadOnlySpan<byte> value)
    {
        Rows.Add(row);
        Values.Add(value);
    }
}
