using System;
using System.Collections.Generic;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>
/// The lines of one block taken apart: each line's shape, and for each path the values of the lines that have it, in the order of
/// the lines. A line of no shape is one value of the first column.
/// </summary>
sealed class LineColumns
{
    /// <summary>More shapes or columns than that in one block say that the lines have no steady layout; the rest is kept whole.</summary>
    public const int MaxShapes = 1024;

    public const int MaxColumns = 2048;

    readonly ByteDictionary _skeletons = new();
    readonly Dictionary<string, int> _columnOfPath = new() { [""] = 0 };
    readonly Dictionary<int, int> _latestShape = [];
    readonly List<int> _shapeOfSkeleton = [];
    readonly byte[] _skeleton = new byte[JsonSkeleton.MaxSkeletonLength];

    public List<Shape> Shapes { get; } = [new Shape([JsonSkeleton.Hole], [0])];

    public List<PathColumn> Columns { get; } = [new PathColumn("")];

    public List<int> ShapeOfRow { get; } = [];

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
        if (line.IsEmpty || line[0] != '{') return Whole(line, values);
        if (_latestShape.TryGetValue(source, out var latest) && Shapes[latest].TryMatch(line, values)) return latest;
        if (!JsonSkeleton.TrySplit(line, _skeleton, values, out var length, out _)) return Whole(line, values);
        var skeleton = _skeletons.Add(_skeleton.AsSpan(0, length));
        if (skeleton == _shapeOfSkeleton.Count) _shapeOfSkeleton.Add(Declare(_skeleton.AsSpan(0, length)));
        var shape = _shapeOfSkeleton[skeleton];
        if (shape == 0) return Whole(line, values);
        _latestShape[source] = shape;
        return shape;
    }

    static int Whole(ReadOnlySpan<byte> line, Span<Range> values)
    {
        values[0] = ..line.Length;
        return 0;
    }

    /// <summary>Number of the new shape, 0 where there are too many.</summary>
    int Declare(ReadOnlySpan<byte> skeleton)
    {
        var paths = JsonSkeleton.Paths(skeleton);
        if (Shapes.Count == MaxShapes || Columns.Count + paths.Count > MaxColumns) return 0;
        var columns = new int[paths.Count];
        for (var i = 0; i < columns.Length; i++)
        {
            // A path that comes twice in one line gets a column for each time.
            var path = paths[i];
            while (Array.IndexOf(columns, _columnOfPath.GetValueOrDefault(path, -1), 0, i) >= 0) path += "'";
            if (!_columnOfPath.TryGetValue(path, out columns[i]))
            {
                columns[i] = _columnOfPath[path] = Columns.Count;
                Columns.Add(new PathColumn(path));
            }
        }

        Shapes.Add(new Shape(skeleton, columns));
        return Shapes.Count - 1;
    }
}

/// <summary>The values of one path, and the rows that have it.</summary>
sealed class PathColumn(string path)
{
    public string Path { get; } = path;

    public ValueList Values { get; } = new();

    public List<int> Rows { get; } = [];

    public void Add(int row, ReadOnlySpan<byte> value)
    {
        Rows.Add(row);
        Values.Add(value);
    }
}
