using System;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>Whether the texts of a template match, as far as the template and what may stand in its variables tell.</summary>
static class TemplateProbe
{
    /// <param name="stored">The template as it is stored, with a <see cref="TemplateTokenizer.Hole"/> for each variable.</param>
    /// <param name="holes">What may stand in each variable.</param>
    /// <param name="test">The question.</param>
    public static TemplateAnswer Ask(ReadOnlySpan<byte> stored, ReadOnlySpan<HoleBytes> holes, ColumnTest test)
    {
        if (holes.IsEmpty) return test.Accepts(stored) ? TemplateAnswer.All : TemplateAnswer.None;
        var places = test.Needle is { } needle ? needle.Automaton.PlacesIn(stored, holes) : NeedlePlaces.Anywhere;
        if (places.AreNone) return TemplateAnswer.None;
        return places.Elsewhere && IsSure(test.TextOf(stored), test) ? TemplateAnswer.All : TemplateAnswer.Rows(places);
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

/// <summary>What a template tells of its texts.</summary>
/// <param name="Matches">Which of them match.</param>
/// <param name="Places">If it is not sure: where what is looked for can stand.</param>
readonly record struct TemplateAnswer(TemplateMatch Matches, NeedlePlaces Places)
{
    public static TemplateAnswer None => default;

    public static TemplateAnswer All => new(TemplateMatch.All, default);

    public static TemplateAnswer Rows(NeedlePlaces places) => new(TemplateMatch.Rows, places);
}

enum TemplateMatch : byte
{
    /// <summary>No text of the template matches.</summary>
    None,

    /// <summary>Each row must be looked at.</summary>
    Rows,

    /// <summary>Every text of the template matches.</summary>
    All,
}
