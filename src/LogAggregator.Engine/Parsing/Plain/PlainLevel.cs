using System;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Parsing.Fields;

namespace LogAggregator.Engine.Parsing.Plain;

/// <summary>
/// Finds the level of a line of text. Order: forms that only one program prints, then the tokens at the line's head,
/// then the status of an access log.
/// </summary>
static class PlainLevel
{
    /// <param name="head">The start of the line, at most one line, without control sequences.</param>
    /// <param name="time">Where its time is, to be left out.</param>
    public static Level? Find(ReadOnlySpan<byte> head, TextSlice time)
    {
        if (head.IsEmpty) return null;
        return ProgramForms.Find(head, time) ?? new HeadScanner(head, time).Find() ?? AccessStatus.Find(head);
    }

    /// <summary>The same of a text that may begin with a time and have control sequences.</summary>
    public static Level? Find(ReadOnlySpan<byte> text)
    {
        const int maxHead = 256;
        text = PlainLine.HeadOf(text, maxHead);
        if (!AnsiSequences.Any(text)) return Find(text, LeadingTime.Find(text).Written);
        Span<byte> visible = stackalloc byte[maxHead];
        visible = visible[..AnsiSequences.Strip(text, visible)];
        return Find(visible, LeadingTime.Find(visible).Written);
    }
}
