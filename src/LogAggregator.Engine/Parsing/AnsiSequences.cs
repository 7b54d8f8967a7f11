using System;

namespace LogAggregator.Engine.Parsing;

/// <summary>
/// Colours and other terminal control sequences (ECMA-48) in a line. They are kept in the bytes; reading, searching and
/// showing a line go without them.
/// </summary>
public static class AnsiSequences
{
    const byte Escape = 0x1B;
    const byte Bell = 0x07;

    /// <summary>True if the text may hold sequences and <see cref="Strip"/> is worth its while.</summary>
    public static bool Any(ReadOnlySpan<byte> text) => text.Contains(Escape);

    /// <summary>
    /// Copies the text without its sequences and returns the bytes written. The destination needs as many bytes as
    /// the text has, and may be the text's own memory.
    /// </summary>
    public static int Strip(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        var written = 0;
        var at = 0;
        while (at < text.Length)
        {
            var run = text[at..].IndexOf(Escape);
            if (run < 0) run = text.Length - at;
            text.Slice(at, run).CopyTo(destination[written..]);
            written += run;
            at = SkipSequences(text, at + run);
        }

        return written;
    }

    /// <summary>The place after all sequences that begin here; a sequence that is cut off takes the rest.</summary>
    internal static int SkipSequences(ReadOnlySpan<byte> text, int at)
    {
        while (at < text.Length && text[at] == Escape) at = SkipSequence(text, at + 1);
        return at;
    }

    /// <summary>The place in the text of the n-th byte that is no part of a sequence.</summary>
    internal static int PlaceOfVisible(ReadOnlySpan<byte> text, int visible)
    {
        var at = SkipSequences(text, 0);
        for (; visible > 0 && at < text.Length; visible--) at = SkipSequences(text, at + 1);
        return at;
    }

    static int SkipSequence(ReadOnlySpan<byte> text, int at)
    {
        if (at >= text.Length) return at;
        return text[at] switch
        {
            (byte)'[' => SkipControl(text, at + 1),
            (byte)']' or (byte)'P' or (byte)'_' or (byte)'^' or (byte)'X' => SkipUntilTerminator(text, at + 1),
            >= 0x20 and <= 0x2F => Math.Min(at + 2, text.Length),
            _ => at + 1,
        };
    }

    /// <summary>Parameters, then one byte that ends it. Another byte is no part of it.</summary>
    static int SkipControl(ReadOnlySpan<byte> text, int at)
    {
        while (at < text.Length && text[at] is >= 0x20 and <= 0x3F) at++;
        return at < text.Length && text[at] is >= 0x40 and <= 0x7E ? at + 1 : at;
    }

    /// <summary>Titles and links: up to a bell or ESC \.</summary>
    static int SkipUntilTerminator(ReadOnlySpan<byte> text, int at)
    {
        var end = text[at..].IndexOfAny(Bell, Escape);
        if (end < 0) return text.Length;
        at += end;
        if (text[at] == Bell) return at + 1;
        return at + 1 < text.Length && text[at + 1] == '\\' ? at + 2 : at;
    }
}
