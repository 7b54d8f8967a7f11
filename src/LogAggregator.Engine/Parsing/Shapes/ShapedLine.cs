using System;
using System.Collections.Generic;

namespace LogAggregator.Engine.Parsing.Shapes;

/// <summary>A line as its shape and values. The values refer to the line; all holds until the reader's next line.</summary>
public sealed class ShapedLine
{
    readonly List<ReadOnlyMemory<byte>> _values = [];

    public LineShape Shape { get; internal set; } = LineShape.Plain;

    /// <summary>One for each hole of the shape, as written.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Values => _values;

    internal void Clear() => _values.Clear();

    internal void Add(ReadOnlyMemory<byte> value) => _values.Add(value);
}
