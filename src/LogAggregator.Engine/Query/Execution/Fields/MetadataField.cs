using System;
using System.Text;
using LogAggregator.Engine.Parsing;
using LogAggregator.Engine.Parsing.Json;
using LogAggregator.Engine.Query.Ast;
using LogAggregator.Engine.Query.Execution.Groups;
using LogAggregator.Engine.Query.Values;

namespace LogAggregator.Engine.Query.Execution.Fields;

/// <summary>
/// A value of the line's metadata: a field of that name, or a member of nested objects whose names joined by dots give it. Of
/// several fields of one name the last counts, as records show it.
/// </summary>
sealed class MetadataField : RecordField
{
    readonly Utf8Texts _texts = new();
    readonly byte[] _path;

    /// <summary>Which lines may have it.</summary>
    public KeyScreen Screen { get; }

    public MetadataField(string name)
    {
        Path = name.StartsWith(FieldNames.MetadataPrefix, StringComparison.Ordinal) ? name[FieldNames.MetadataPrefix.Length..] : name;
        _path = Encoding.UTF8.GetBytes(Path);
        Screen = new KeyScreen(_path);
    }

    public override int Cost => 1000;

    public override Value Read(Candidate candidate) => TryFind(candidate, out var json, out var kind) ? ValueOf(json, kind) : Value.Null;

    public override bool Any(Candidate candidate, CompiledTest test)
    {
        if (!TryFind(candidate, out var found, out var kind)) return false;
        if (kind != FieldKind.Json || found[0] != '[') return test.Takes(ValueOf(found, kind));
        foreach (var element in new JsonElements(found))
            if (test.Takes(ValueOf(element.Of(found), element.Kind))) return true;
        return false;
    }

    /// <summary>The name without the prefix of the metadata.</summary>
    public string Path { get; }

    /// <summary>Whether a value as it stands in a line is taken: the content of a string of JSON, or a number or literal.</summary>
    public bool Takes(ReadOnlySpan<byte> value, bool isQuoted, CompiledTest test) => test.Takes(ValueOf(value, isQuoted ? FieldKind.Text : KindOf(value)));

    /// <summary>A value as it stands in a column: the content of a string of JSON with its escapes, or a number or literal.</summary>
    public Value OfColumn(ReadOnlySpan<byte> value, bool isQuoted)
    {
        if (!isQuoted) return ValueOf(value, KindOf(value));
        if (!value.Contains((byte)'\\')) return ValueOf(value, FieldKind.Text);
        var room = new byte[value.Length];
        return ValueOf(room.AsSpan(0, JsonEscapes.Unescape(value, room)), FieldKind.Text);
    }

    public override FieldColumn ReadColumn(RowGroup group) => new MetadataColumns(group, this).Read();

    static FieldKind KindOf(ReadOnlySpan<byte> bare) => bare[0] switch
    {
        (byte)'n' => FieldKind.Null,
        (byte)'t' or (byte)'f' => FieldKind.Boolean,
        _ => FieldKind.Number,
    };

    bool TryFind(Candidate candidate, out ReadOnlySpan<byte> value, out FieldKind kind)
    {
        value = default;
        kind = default;
        return Screen.MayHold(candidate.Record.Line.Span) && TryFind(candidate.Parsed, out value, out kind);
    }

    bool TryFind(ParsedLine line, out ReadOnlySpan<byte> value, out FieldKind kind)
    {
        for (var i = line.Fields.Count - 1; i >= 0; i--)
        {
            var field = line.Fields[i];
            value = field.Value.Span;
            kind = field.Kind;
            var key = field.Key.Span;
            if (key.SequenceEqual(_path)) return true;
            if (kind == FieldKind.Json && LeadsTo(key, _path) && JsonPath.TryFind(value, _path.AsSpan(key.Length + 1), out value, out kind)) return true;
        }

        value = default;
        kind = default;
        return false;
    }

    /// <summary>The key is the first part of the path.</summary>
    static bool LeadsTo(ReadOnlySpan<byte> key, ReadOnlySpan<byte> path) =>
        path.Length > key.Length + 1 && path[key.Length] == '.' && path.StartsWith(key);

    Value ValueOf(ReadOnlySpan<byte> value, FieldKind kind) => kind switch
    {
        FieldKind.Null => Value.Null,
        FieldKind.Boolean => Value.Of(value.SequenceEqual("true"u8)),
        FieldKind.Number => Value.NumberOrText(_texts.Of(value)),
        _ => Value.Of(_texts.Of(value)),
    };
}
