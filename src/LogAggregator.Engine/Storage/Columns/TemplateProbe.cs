using System;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>Whether the texts of a template match, as far as the template and what may stand in its variables tell.</summary>
static class TemplateProbe
{
    public enum Answer
    {
        /// <summary>No text of the template matches.</summary>
        None,

        /// <summary>Each row must be looked at.</summary>
        Rows,

        /// <summary>Every text of the template matches.</summary>
        All,
    }

    /// <param name="stored">The template as it is stored, with a <see cref="TemplateTokenizer.Hole"/> for each variable.</param>
    /// <param name="holes">What may stand in each variable.</param>
    /// <param name="test">The question.</param>
    public static Answer Ask(ReadOnlySpan<byte> stored, ReadOnlySpan<HoleBytes> holes, ColumnTest test)
    {
        if (holes.IsEmpty) return test.Accepts(stored) ? Answer.All : Answer.None;
        var template = test.TextOf(stored);
        if (IsSure(template, test)) return Answer.All;
        return test.Needle is { } needle && needle.Automaton.PlacesIn(template, holes).AreNone ? Answer.None : Answer.Rows;
    }

    static bool IsSure(ReadOnlySpan<byte> template, ColumnTest test)
    {
        foreach (var range in template.Split(TemplateTokenizer.Hole))
        {
            var part = template[range];
            if (!part.IsEmpty && test.IsSureOf(part, range.Start.Value > 0, range.End.Value < template.Length)) return true;
        }

        return false;
    }
}
