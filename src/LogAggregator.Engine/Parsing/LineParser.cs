using System;
using LogAggregator.Engine.Parsing.Fields;
using LogAggregator.Engine.Parsing.Json;
using LogAggregator.Engine.Parsing.Logfmt;
using LogAggregator.Engine.Parsing.Plain;

namespace LogAggregator.Engine.Parsing;

/// <summary>
/// Reads what a line says: JSON, then logfmt, then plain text. Keeps its buffers between lines and allocates nothing in
/// steady state. Not for use by two threads at once. Never throws on bad input: what is not understood is plain text.
/// </summary>
public sealed class LineParser
{
    readonly ParsedLine _parsed = new();
    readonly FieldCollector _fields = new();
    readonly ScratchBuffer _scratch = new();

    /// <summary>The result refers to the line and to this parser's buffers; it holds until the next call.</summary>
    public ParsedLine Parse(ReadOnlyMemory<byte> line)
    {
        _parsed.Reset(line);
        _scratch.Reset();
        if (TryStructured(line)) _parsed.Level ??= PlainLevel.Find(_parsed.Message.Span);
        else PlainLine.Parse(line, _parsed);
        return _parsed;
    }

    bool TryStructured(ReadOnlyMemory<byte> line)
    {
        if (!TryJson(line) && !TryLogfmt(line)) return false;
        _fields.Finish(_parsed);
        return true;
    }

    bool TryJson(ReadOnlyMemory<byte> line)
    {
        _fields.Reset();
        _parsed.Format = LineFormat.Json;
        return JsonLine.TryParse(line, _fields, _scratch);
    }

    bool TryLogfmt(ReadOnlyMemory<byte> line)
    {
        _fields.Reset();
        _parsed.Format = LineFormat.Logfmt;
        return LogfmtLine.TryParse(line, _fields, _scratch);
    }
}
