using System;
using LogAggregator.Engine.Parsing.Fields;
using LogAggregator.Engine.Parsing.Times;

namespace LogAggregator.Engine.Parsing.Plain;

/// <summary>Reads a line of text for people: its time, its level, and what remains.</summary>
static class PlainLine
{
    public static void Parse(ReadOnlyMemory<byte> line, ParsedLine parsed)
    {
        var text = line.Span;
        var start = 0;
        if (IsoTime.TryRead(text, out var ns, out var consumed))
        {
            parsed.TimestampNs = ns;
            start = consumed;
            while (start < text.Length && text[start] == ' ') start++;
            parsed.Message = line[start..];
        }

        parsed.Level = PlainLevel.Find(text[start..]);
        parsed.Written = new WrittenRoles(new TextSlice(0, consumed), default, new TextSlice(start, text.Length - start), default);
    }
}
