using System;

namespace LogAggregator.Engine.Parsing.Fields;

/// <summary>A part of a line, as written. Empty length: there is none.</summary>
readonly record struct TextSlice(int Start, int Length)
{
    public int End => Start + Length;

    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> line) => line.Slice(Start, Length);

    public ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> line) => line.Slice(Start, Length);
}
