using System;
using LogAggregator.Engine.Parsing.Fields;

namespace LogAggregator.Engine.Parsing.Plain;

/// <summary>Reads a line of text for people: its time, its level, and what remains.</summary>
static class PlainLine
{
    /// <summary>Time and level are looked for in so many bytes at the start. Colours around them fit as well.</summary>
    const int MaxHead = 512;

    public static void Parse(ReadOnlyMemory<byte> line, ParsedLine parsed)
    {
        var text = line.Span;
        var head = HeadOf(text, MaxHead);
        if (AnsiSequences.Any(head)) ParseColoured(line, head, parsed);
        else Take(line, parsed, LeadingTime.Find(head), head);
    }

    /// <summary>
    /// Where time and message of a plain line without colours are, as <see cref="Parse"/> finds them, for those who know its level.
    /// </summary>
    public static (LeadingTime Time, TextSlice Message) Split(ReadOnlySpan<byte> line)
    {
        var time = LeadingTime.Find(HeadOf(line, MaxHead));
        return (time, MessageOf(line, time.MessageStart));
    }

    /// <summary>The first of a record's lines, cut to a length.</summary>
    public static ReadOnlySpan<byte> HeadOf(ReadOnlySpan<byte> text, int maxLength)
    {
        if (text.Length > maxLength) text = text[..maxLength];
        var lineEnd = text.IndexOf((byte)'\n');
        return lineEnd < 0 ? text : text[..lineEnd];
    }

    static void ParseColoured(ReadOnlyMemory<byte> line, ReadOnlySpan<byte> head, ParsedLine parsed)
    {
        Span<byte> visible = stackalloc byte[MaxHead];
        visible = visible[..AnsiSequences.Strip(head, visible)];
        var time = LeadingTime.Find(visible);
        parsed.Level = PlainLevel.Find(visible, time.Written);
        // A colour that begins right at the message is the message's.
        var start = time.MessageStart == 0 ? 0 : AnsiSequences.PlaceOfVisible(head, time.MessageStart - 1) + 1;
        var from = AnsiSequences.PlaceOfVisible(head, time.Written.Start);
        var to = time.Written.Length == 0 ? from : AnsiSequences.PlaceOfVisible(head, time.Written.End - 1) + 1;
        Place(line, parsed, time.Ns, new TextSlice(from, to - from), start);
    }

    static void Take(ReadOnlyMemory<byte> line, ParsedLine parsed, LeadingTime time, ReadOnlySpan<byte> head)
    {
        parsed.Level = PlainLevel.Find(head, time.Written);
        Place(line, parsed, time.Ns, time.Written, time.MessageStart);
    }

    static void Place(ReadOnlyMemory<byte> line, ParsedLine parsed, long? ns, TextSlice time, int messageStart)
    {
        var message = MessageOf(line.Span, messageStart);
        parsed.Format = LineFormat.Plain;
        parsed.TimestampNs = ns;
        parsed.Message = message.Of(line);
        parsed.Written = new WrittenRoles(ns is null ? default : time, default, message, default);
    }

    static TextSlice MessageOf(ReadOnlySpan<byte> line, int start)
    {
        var end = line.Length;
        while (end > start && line[end - 1] == '\r') end--;
        return new TextSlice(start, end - start);
    }
}
