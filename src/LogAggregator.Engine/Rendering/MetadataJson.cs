using System;
using System.Collections.Generic;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using LogAggregator.Engine.Parsing;

namespace LogAggregator.Engine.Rendering;

/// <summary>
/// A line's other fields as one object, typed as they were written: numbers, booleans, null and nested JSON as they
/// stand in the line, the rest as text. Of several fields of one name the last counts, as in JavaScript.
/// </summary>
sealed class MetadataJson
{
    readonly RepeatedKeys _repeated = new();

    public void Write(Utf8JsonWriter writer, IReadOnlyList<ParsedField> fields)
    {
        _repeated.Find(fields);
        writer.WriteStartObject();
        for (var i = 0; i < fields.Count; i++)
        {
            if (!_repeated.IsRepeatedLater(i)) WriteMember(writer, fields[i]);
        }

        writer.WriteEndObject();
    }

    static void WriteMember(Utf8JsonWriter writer, in ParsedField field)
    {
        writer.WritePropertyName(field.Key.Span);
        switch (field.Kind)
        {
            case FieldKind.Text:
                writer.WriteStringValue(field.Value.Span);
                break;
            case FieldKind.Null:
                writer.WriteNullValue();
                break;
            default:
                // The parser found it to be JSON: it is not read again.
                writer.WriteRawValue(OnOneLine(field.Value.Span), skipInputValidation: true);
                break;
        }
    }

    /// <summary>
    /// The same value without line breaks, which in JSON stand between tokens only, and with U+FFFD for bytes that are
    /// no UTF-8.
    /// </summary>
    static ReadOnlySpan<byte> OnOneLine(ReadOnlySpan<byte> json)
    {
        if (Utf8.IsValid(json) && !json.ContainsAny((byte)'\n', (byte)'\r')) return json;
        return Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(json).Replace('\n', ' ').Replace('\r', ' '));
    }
}
