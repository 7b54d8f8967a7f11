using System;
using LogAggregator.Engine.Parsing.Fields;
using LogAggregator.Engine.Parsing.Logfmt;

namespace LogAggregator.Engine.Parsing.Shapes;

/// <summary>The values of a logfmt line. Bare words are literal text.</summary>
static class LogfmtLayout
{
    public static bool TryFill(LineLayout layout, ReadOnlySpan<byte> line, WrittenRoles written)
    {
        var cursor = new LogfmtCursor(line);
        while (cursor.MoveNext())
        {
            if (!cursor.IsPair) continue;
            if (layout.Count == LineLayout.MaxHoles) return false;
            var meaning = HoleMeanings.Of(cursor.Value, written);
            layout.Add(line, cursor.Value, meaning, meaning == HoleMeaning.Metadata ? cursor.Key.Of(line) : []);
        }

        return true;
    }
}
