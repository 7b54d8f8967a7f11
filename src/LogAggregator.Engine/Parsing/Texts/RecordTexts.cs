using System;

namespace LogAggregator.Engine.Parsing.Texts;

/// <summary>
/// The texts of a record that a search looks at: its message, and the values of its other fields, in JSON down to the
/// leaves. A logfmt line with words that belong to no key (<c>msg=could not connect</c>) counts as it was printed, too.
/// </summary>
sealed class RecordTexts
{
    /// <summary>True: found, visit no more.</summary>
    public delegate bool Visitor(ReadOnlySpan<byte> text);

    readonly JsonLeaves _leaves = new();

    /// <summary>Whether the visitor took one; it is asked for no more after that.</summary>
    /// <param name="parsed">What the line says.</param>
    /// <param name="line">The line that was parsed.</param>
    /// <param name="visitor">Asked of each text, colours and all.</param>
    public bool Any(ParsedLine parsed, ReadOnlySpan<byte> line, Visitor visitor)
    {
        if (visitor(parsed.Message.Span)) return true;
        var words = false;
        var fields = parsed.Fields;
        for (var i = 0; i < fields.Count; i++)
        {
            var field = fields[i];
            if (IsBareWord(parsed, field, line)) words = true;
            else if (field.Kind == FieldKind.Json ? _leaves.Any(field.Value, visitor) : visitor(field.Value.Span)) return true;
        }

        return words && visitor(line);
    }

    /// <summary>Its value is a <c>true</c> that the line does not have.</summary>
    static bool IsBareWord(ParsedLine parsed, in ParsedField field, ReadOnlySpan<byte> line) =>
        parsed.Format == LineFormat.Logfmt && field.Kind == FieldKind.Boolean && !line.Overlaps(field.Value.Span);
}
