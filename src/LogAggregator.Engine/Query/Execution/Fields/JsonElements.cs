using System;
using LogAggregator.Engine.Parsing;
using LogAggregator.Engine.Parsing.Json;

namespace LogAggregator.Engine.Query.Execution.Fields;

/// <summary>The elements of a JSON array that the parser has stepped over before, or the members' values of an object.</summary>
ref struct JsonElements(ReadOnlySpan<byte> json)
{
    readonly ReadOnlySpan<byte> _json = json;
    readonly bool _isObject = json[0] == '{';
    int _at = 1;

    public JsonElement Current { get; private set; }

    public readonly JsonElements GetEnumerator() => this;

    public bool MoveNext()
    {
        _at = JsonText.SkipSpace(_json, _at);
        if (_at < _json.Length && _json[_at] == ',') _at = JsonText.SkipSpace(_json, _at + 1);
        if (_at >= _json.Length || _json[_at] is (byte)']' or (byte)'}') return false;
        JsonKey key = default;
        var start = _isObject ? JsonText.SkipKey(_json, _at, out key) : _at;
        if (start == JsonText.Invalid) return false;
        _at = JsonText.SkipValue(_json, start, 0, out var kind);
        Current = new JsonElement(key, start, _at, kind);
        return _at != JsonText.Invalid;
    }
}

/// <param name="Key">For a member.</param>
/// <param name="Start">Where the value begins.</param>
/// <param name="End">Behind it.</param>
/// <param name="Kind">Its kind.</param>
readonly record struct JsonElement(JsonKey Key, int Start, int End, FieldKind Kind)
{
    /// <summary>The value: a text without quotes and escapes, anything else as written.</summary>
    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> json) =>
        Kind == FieldKind.Text ? Unescaped(json[(Start + 1)..(End - 1)]) : json[Start..End];

    public ReadOnlySpan<byte> KeyOf(ReadOnlySpan<byte> json)
    {
        var key = json.Slice(Key.Start, Key.Length);
        return Key.Escaped ? Unescaped(key) : key;
    }

    static ReadOnlySpan<byte> Unescaped(ReadOnlySpan<byte> text)
    {
        if (!text.Contains((byte)'\\')) return text;

        // Slow path: few values have escapes.
        var room = new byte[text.Length];
        return room.AsSpan(0, JsonEscapes.Unescape(text, room));
    }
}
