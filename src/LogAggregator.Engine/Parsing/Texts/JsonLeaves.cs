using System;
using System.Buffers;
using System.Text.Json;
using LogAggregator.Engine.Parsing.Json;

namespace LogAggregator.Engine.Parsing.Texts;

/// <summary>Visits the values inside an object or array of JSON: texts without their escapes, the rest as written.</summary>
sealed class JsonLeaves
{
    readonly ArrayBufferWriter<byte> _unescaped = new();

    /// <summary>Whether the visitor took one. What is no JSON, or nested deeper than 64, is visited as one text.</summary>
    public bool Any(ReadOnlyMemory<byte> json, RecordTexts.Visitor visitor)
    {
        try
        {
            return AnyOf(new Utf8JsonReader(json.Span), visitor);
        }
        catch (JsonException)
        {
            return visitor(json.Span);
        }
    }

    bool AnyOf(Utf8JsonReader reader, RecordTexts.Visitor visitor)
    {
        while (reader.Read())
        {
            if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False)) continue;
            if (visitor(reader.ValueIsEscaped ? Unescape(reader.ValueSpan) : reader.ValueSpan)) return true;
        }

        return false;
    }

    ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> text)
    {
        _unescaped.ResetWrittenCount();
        _unescaped.Advance(JsonEscapes.Unescape(text, _unescaped.GetSpan(text.Length)));
        return _unescaped.WrittenSpan;
    }
}
