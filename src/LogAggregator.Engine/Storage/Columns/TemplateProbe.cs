using System;
using System.Numerics;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>
/// Whether the texts of a template hold the bytes that a test requires: an automaton of one bit for each byte found so far
/// goes over the template, and over each variable with all bytes that may stand there.
/// </summary>
static class TemplateProbe
{
    /// <summary>Longer needles are judged by their first bytes.</summary>
    const int MaxNeedle = 63;

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
        var needle = test.Required.Span;
        if (needle.IsEmpty) return Answer.Rows;
        return Reaches(template, needle[..Math.Min(needle.Length, MaxNeedle)], holes) ? Answer.Rows : Answer.None;
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

    static bool Reaches(ReadOnlySpan<byte> template, ReadOnlySpan<byte> needle, ReadOnlySpan<HoleBytes> holes)
    {
        var found = 1UL << (needle.Length - 1);
        var state = 0UL;
        var variable = 0;
        foreach (var c in template)
        {
            state = c != TemplateTokenizer.Hole ? Step(state, needle, c) : StepOver(state, needle, holes[variable++]);
            if ((state & found) != 0) return true;
        }

        return false;
    }

    static ulong Step(ulong state, ReadOnlySpan<byte> needle, byte c)
    {
        var lower = c is >= (byte)'A' and <= (byte)'Z' ? (byte)(c + 32) : c;
        var next = 0UL;
        for (var candidates = (state << 1) | 1; candidates != 0; candidates &= candidates - 1)
        {
            var at = BitOperations.TrailingZeroCount(candidates);
            if (at >= needle.Length) break;
            if (needle[at] == lower) next |= 1UL << at;
        }

        return next;
    }

    /// <summary>Nothing, or any number of bytes that may stand there: states only gather, so this ends after as many rounds as the needle has bytes.</summary>
    static ulong StepOver(ulong state, ReadOnlySpan<byte> needle, HoleBytes hole)
    {
        var (possible, follows) = (0UL, 0UL);
        for (var i = 0; i < needle.Length; i++)
        {
            if (!hole.Bytes.ContainsAnyCase(needle[i])) continue;
            possible |= 1UL << i;
            if (i == 0 || hole.MayFollow(needle[i - 1], needle[i])) follows |= 1UL << i;
        }

        // The first byte in the hole stands behind what is before it, all others behind bytes of the hole.
        var inside = ((state << 1) | 1) & possible;
        while (true)
        {
            var next = inside | ((inside << 1) & follows);
            if (next == inside) return state | inside;
            inside = next;
        }
    }
}
