using System;
using System.Collections.Generic;


namespace LogAggregator.Engine.Storage.Blocks;

/// <summary>One layout of lines: the bytes around the values, and which column each value stands in. Immutable.</summary>
sealed class Shape
{
    readonly byte[][] _literals;

    /// <param name="skeleton">Literal bytes with one <see cref="JsonSkeleton.Hole"/> for each value.</param>
    /// <param name="columns">Number of the column of each value.</param>
    public Shape(ReadOnlySpan<byte> skeleton, int[] columns)
    {
        Skeleton = skeleton.ToArray();
        Columns = columns;
        var literals = new List<byte[]>();
        foreach (var part in skeleton.Split(JsonSkeleton.Hole)) literals.Add(skeleton[part].ToArray());
        _literals = [.. literals];
    }

    public ReadOnlyMemory<byte> Skeleton { get; }

    public int[] Columns { get; }

    /// <summary>
    /// Fast path: takes a line of this shape apart by comparing the literals, without looking for JSON. The same line gives
    /// the same values as <see cref="JsonSkeleton.TrySplit"/>.
    /// </summary>
    public bool TryMatch(ReadOnlySpan<byte> line, Span<Range> values)
    {
        var at = 0;
        for (var i = 0; ; i++)
        {
            var literal = _literals[i];
            if (!line[at..].StartsWith(literal)) return false;
            at += literal.Length;
            if (i == Columns.Length) return at == line.Length;
            var isString = literal[^1] == '"';
            var end = isString ? JsonSkeleton.EndOfString(line, at) : JsonSkeleton.EndOfScalar(line, at);
            if (end < at || (!isString && !JsonSkeleton.IsScalar(line[at..end]))) return false;
            values[i] = at..end;
            at = end;
        }
    }

    public ReadOnlySpan<byte> Literal(int index) => _literals[index];
}
