using System;
using System.Collections.Generic;
using LogAggregator.Engine.Parsing.Json;

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

    /// <summary>The literals with these parts of the line between them are the line.</summary>
    public bool Renders(ReadOnlySpan<byte> line, ReadOnlySpan<Range> values)
    {
        var at = 0;
        for (var i = 0; i < Columns.Length; i++)
        {
            if (values[i].Start.Value != at + _literals[i].Length || !line[at..].StartsWith(_literals[i])) return false;
            at = values[i].End.Value;
        }

        return line[at..].SequenceEqual(_literals[^1]);
    }

    public ReadOnlySpan<byte> Literal(int index) => _literals[index];
}
