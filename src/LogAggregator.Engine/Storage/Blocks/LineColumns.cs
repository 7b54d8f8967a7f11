using System;
using System.Collections.Generic;
using System.Linq;

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
    readonly Dictionary<int, int> _latestShape = [];
    readonly List<int> _shapeOfSkeleton = [];
    readonly byte[] _skeleton = new byte[JsonSkeleton.MaxSkeletonLength];

    public LineColumns() => _plain = new PlainShapes(Shapes, Columns);

    public List<Shape> Shapes { get; } =
        [new Shape([JsonSkeleton.Hole], [WholeShape]), new Shape([JsonSkeleton.Hole], [OddShape]), new Shape([JsonSkeleton.Hole], [MessageColumn])];

    public List<PathColumn> Columns { get; } = [new PathColumn(ColumnKey.WholeLines), new PathColumn(ColumnKey.OddLines), new PathColumn(ColumnKey.Messages)];

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
        if (KeepsWhole) return Whole(line, values);
        var shape = line.StartsWith((byte)'{') ? FindJson(source, line, values) : _plain.Find(line, values);
        return shape == PlainShapes.None ? Whole(line, values) : shape;
    }

    int FindJson(int source, ReadOnlySpan<byte> line, Span<Range> values)
    {
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
        return line.ContainsAny(Escape, (byte)'\\') ? OddShape : WholeShape;
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

    /// <summary>A value may have a token; known when it is encoded.</summary>
    public bool HasTokens { get; set; }

    public void Add(int row, ReadOnlySpan<byte> value)
    {
        Rows.Add(row);
        Values.Add(value);
    }
}
