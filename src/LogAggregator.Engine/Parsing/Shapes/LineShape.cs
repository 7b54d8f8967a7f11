using System;
using System.Buffers;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Text;

namespace LogAggregator.Engine.Parsing.Shapes;

/// <summary>
/// How a line is laid out: the literal text around its values, and what each value means. Values are the bytes as
/// written, escapes and all, without the quotes around them; so shape and values give the line back byte for byte.
/// Immutable.
/// </summary>
public sealed class LineShape
{
    readonly ImmutableArray<byte[]> _literals;

    internal LineShape(ImmutableArray<byte[]> literals, ImmutableArray<Hole> holes)
    {
        if (literals.Length != holes.Length + 1) throw new ArgumentException("There is one literal more than holes.", nameof(literals));
        _literals = literals;
        Holes = holes;
    }

    /// <summary>Nothing but a message: renders every line.</summary>
    public static LineShape Plain { get; } = new([[], []], [new Hole(HoleMeaning.Message, "")]);

    public ImmutableArray<Hole> Holes { get; }

    /// <summary>The text before a hole; for <c>Holes.Length</c> the text after the last one.</summary>
    public ReadOnlySpan<byte> LiteralBefore(int hole) => _literals[hole];

    /// <summary>Writes the line.</summary>
    /// <param name="values">One for each hole, in order.</param>
    /// <param name="output">Gets the bytes of the line.</param>
    public void Render(IReadOnlyList<ReadOnlyMemory<byte>> values, IBufferWriter<byte> output)
    {
        if (values.Count != Holes.Length) throw new ArgumentException("There is one value for each hole.", nameof(values));
        for (var i = 0; i < values.Count; i++)
        {
            output.Write(_literals[i]);
            output.Write(values[i].Span);
        }

        output.Write(_literals[^1]);
    }

    /// <summary>The layout with <c>▢time</c>, <c>▢metadata.user</c> … in place of the values.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        for (var i = 0; i < Holes.Length; i++) text.Append(Encoding.UTF8.GetString(_literals[i])).Append(Holes[i]);
        return text.Append(Encoding.UTF8.GetString(_literals[^1])).ToString();
    }

    /// <summary>What <see cref="Render"/> would write is the line.</summary>
    internal bool Renders(IReadOnlyList<ReadOnlyMemory<byte>> values, ReadOnlySpan<byte> line)
    {
        if (values.Count != Holes.Length) return false;
        for (var i = 0; i < values.Count; i++)
        {
            if (!TrySkip(ref line, _literals[i]) || !TrySkip(ref line, values[i].Span)) return false;
        }

        return line.SequenceEqual(_literals[^1]);
    }

    static bool TrySkip(ref ReadOnlySpan<byte> line, ReadOnlySpan<byte> part)
    {
        if (!line.StartsWith(part)) return false;
        line = line[part.Length..];
        return true;
    }
}
