using System;
using LogAggregator.Engine.Parsing.Fields;

namespace LogAggregator.Engine.Parsing.Json;

/// <summary>Reads a line that is one JSON object.</summary>
static class JsonLine
{
    /// <summary>
    /// False if the line is anything but one valid object (with space around it at most). A member <c>metadata</c>
    /// that is an object gives its members instead of itself.
    /// </summary>
    public static bool TryParse(ReadOnlyMemory<byte> line, FieldCollector fields, ScratchBuffer scratch)
    {
        var text = line.Span;
        var at = JsonText.SkipSpace(text, 0);
        if (at >= text.Length || text[at] != '{') return false;
        var end = ReadObject(line, at, depth: 0, fields, scratch);
        return end != JsonText.Invalid && JsonText.SkipSpace(text, end) == text.Length;
    }

    static int ReadObject(ReadOnlyMemory<byte> line, int at, int depth, FieldCollector fields, ScratchBuffer scratch)
    {
        var text = line.Span;
        at = JsonText.SkipSpace(text, at + 1);
        if (at < text.Length && text[at] == '}') return at + 1;
        while (true)
        {
            at = JsonText.SkipKey(text, at, out var key);
            if (at == JsonText.Invalid) return JsonText.Invalid;
            at = ReadMember(line, key, at, depth, fields, scratch);
            if (at == JsonText.Invalid) return JsonText.Invalid;
            at = JsonText.SkipSpace(text, at);
            if (at >= text.Length) return JsonText.Invalid;
            if (text[at] == '}') return at + 1;
            if (text[at] != ',') return JsonText.Invalid;
            at = JsonText.SkipSpace(text, at + 1);
        }
    }

    static int ReadMember(ReadOnlyMemory<byte> line, JsonKey key, int at, int depth, FieldCollector fields, ScratchBuffer scratch)
    {
        var text = line.Span;
        var keyText = Text(line, new TextSlice(key.Start, key.Length), key.Escaped, scratch);
        // Inside metadata a key is just a key.
        var name = depth == 0 ? FieldName.Find(keyText.Span) : null;
        if (name?.Role == FieldRole.Metadata && at < text.Length && text[at] == '{') return ReadObject(line, at, depth + 1, fields, scratch);
        var escaped = false;
        FieldKind kind;
        int end;
        if (at < text.Length && text[at] == '"') (kind, end) = (FieldKind.Text, JsonText.SkipString(text, at, out escaped));
        else end = JsonText.SkipValue(text, at, depth + 1, out kind);
        if (end == JsonText.Invalid) return JsonText.Invalid;
        var raw = kind == FieldKind.Text ? new TextSlice(at + 1, end - at - 2) : new TextSlice(at, end - at);
        var field = new ParsedField(keyText, Text(line, raw, escaped, scratch), kind);
        if (kind == FieldKind.Json) InnerFields.Offer(field, fields, scratch);
        fields.Add(field, raw, name);
        return end;
    }

    static ReadOnlyMemory<byte> Text(ReadOnlyMemory<byte> line, TextSlice raw, bool escaped, ScratchBuffer scratch)
    {
        var written = raw.Of(line);
        if (!escaped) return written;
        return scratch.Take(JsonEscapes.Unescape(written.Span, scratch.Room(raw.Length)));
    }
}
