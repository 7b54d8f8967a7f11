using System;
using LogAggregator.Engine.Parsing.Fields;

namespace LogAggregator.Engine.Parsing.Json;

/// <summary>
/// Libraries that put a role one object deeper: Rust's tracing (<c>fields.message</c>), ECS written nested
/// (<c>log.level</c>, <c>service.name</c>), MongoDB (<c>t.$date</c>). The object stays a field as well.
/// </summary>
static class InnerFields
{
    static readonly Inner[] Known =
    [
        new("fields", "message"), new("log", "level"), new("service", "name", "service"), new("t", "$date", "timestamp"),
    ];

    public static void Offer(in ParsedField field, FieldCollector fields, ScratchBuffer scratch)
    {
        if (field.Value.Span[0] != '{' || field.Key.Length > 7) return;
        foreach (var inner in Known)
        {
            if (!field.Key.Span.SequenceEqual(inner.Outer)) continue;
            if (TryFind(field.Value, inner.Key, scratch, out var member)) fields.AddInner(member, inner.Name);
        }
    }

    /// <summary>The member of that name, of an object that was stepped over before.</summary>
    static bool TryFind(ReadOnlyMemory<byte> json, byte[] wanted, ScratchBuffer scratch, out ParsedField member)
    {
        member = default;
        var text = json.Span;
        for (var at = JsonText.SkipSpace(text, 1); text[at] == '"'; at = JsonText.SkipSpace(text, at + 1))
        {
            var value = JsonText.SkipKey(text, at, out var key);
            at = JsonText.SkipValue(text, value, 0, out var kind);
            if (text.Slice(key.Start, key.Length).SequenceEqual(wanted))
            {
                member = new ParsedField(wanted, Unquoted(json[value..at], kind, scratch), kind);
                return true;
            }

            at = JsonText.SkipSpace(text, at);
            if (text[at] != ',') return false;
        }

        return false;
    }

    static ReadOnlyMemory<byte> Unquoted(ReadOnlyMemory<byte> value, FieldKind kind, ScratchBuffer scratch)
    {
        if (kind != FieldKind.Text) return value;
        var inside = value[1..^1];
        if (!inside.Span.Contains((byte)'\\')) return inside;
        return scratch.Take(JsonEscapes.Unescape(inside.Span, scratch.Room(inside.Length)));
    }

    sealed class Inner(string outer, string key, string? standsFor = null)
    {
        public byte[] Outer { get; } = System.Text.Encoding.ASCII.GetBytes(outer);

        public byte[] Key { get; } = System.Text.Encoding.ASCII.GetBytes(key);

        public FieldName Name { get; } = FieldName.Find(System.Text.Encoding.ASCII.GetBytes(standsFor ?? key))!;
    }
}
