using System;
using System.Collections.Generic;
using System.Text.Json;
using LogAggregator.Engine.Parsing;
using LogAggregator.Engine.Query.Execution.Text;

namespace LogAggregator.Engine.Rendering;

/// <summary>
/// A line's other fields as one object, typed as they were written: numbers, booleans, null and nested JSON as they
/// stand in the line, the rest as text. The members of the line's own <c>metadata</c> object stand among them, not one
/// level deeper. Of several fields of one name the last counts, as in JavaScript.
/// </summary>
sealed class MetadataJson
{
    readonly List<ParsedField> _members = [];
    readonly RepeatedKeys _repeated = new();

    public void Write(Utf8JsonWriter writer, IReadOnlyList<ParsedField> fields)
    {
        _members.Clear();
        for (var i = 0; i < fields.Count; i++) Take(fields[i]);
        _repeated.Find(_members);

        writer.WriteStartObject();
        for (var i = 0; i < _members.Count; i++)
        {
            if (_repeated.IsRepeatedLater(i)) continue;
            writer.WritePropertyName(_members[i].Key.Span);
            WriteValue(writer, _members[i]);
        }

        writer.WriteEndObject();
    }

    void Take(in ParsedField field)
    {
        var known = _members.Count;
        if (field.Kind == FieldKind.Json && field.Key.Span.SequenceEqual("metadata"u8) && TryTakeMembers(field.Value)) return;
        _members.RemoveRange(known, _members.Count - known);
        _members.Add(field);
    }

    /// <summary>False for what is no object: an array, or no JSON after all.</summary>
    bool TryTakeMembers(ReadOnlyMemory<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json.Span);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return false;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName) TakeMember(ref reader, json);
            return !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    void TakeMember(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json)
    {
        var key = reader.ValueIsEscaped ? Unescaped(reader.ValueSpan) : json.Slice((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length);
        reader.Read();
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        _members.Add(new ParsedField(key, json[start..(int)reader.BytesConsumed], FieldKind.Json));
    }

    static ReadOnlyMemory<byte> Unescaped(ReadOnlySpan<byte> key)
    {
        var text = new byte[key.Length];
        return text.AsMemory(0, JsonEscapes.Unescape(key, text));
    }

    static void WriteValue(Utf8JsonWriter writer, in ParsedField field)
    {
        var value = field.Value.Span;
        switch (field.Kind)
        {
            case FieldKind.Null:
                writer.WriteNullValue();
                break;
            case FieldKind.Boolean:
                writer.WriteBooleanValue(value.SequenceEqual("true"u8));
                break;
            case FieldKind.Number or FieldKind.Json when RawJson.IsValid(value):
                writer.WriteRawValue(RawJson.OnOneLine(value), skipInputValidation: true);
                break;
            default:
                writer.WriteStringValue(value);
                break;
        }
    }
}
