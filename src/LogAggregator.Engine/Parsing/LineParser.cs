using System;

namespace LogAggregator.Engine.Parsing;

/// <summary>
/// Reads what a line says: JSON, then logfmt, then plain text. Keeps its buffers between lines and allocates nothing in
/// steady state. Not for use by two threads at once. Never throws on bad input: what is not understood is plain text.
/// </summary>
public sealed class LineParser
{
    readonly ParsedLine _parsed = new();

    /// <summary>The result refers to the line and to this parser's buffers; it holds until the next call.</summary>
    public ParsedLine Parse(ReadOnlyMemory<byte> line)
    {
        _parsed.Reset(line);
        return _parsed;
    }
}
