using System;
using LogAggregator.Engine.Parsing;

namespace LogAggregator.Engine.Query.Execution.Fields;

/// <summary>Finds a value inside nested objects by its keys joined by dots.</summary>
static class JsonPath
{
    /// <summary>False where nothing is there, or the JSON is an array. A key may hold dots itself.</summary>
    public static bool TryFind(ReadOnlySpan<byte> json, ReadOnlySpan<byte> path, out ReadOnlySpan<byte> value, out FieldKind kind)
    {
        value = default;
        kind = default;
        if (json[0] != '{') return false;
        var found = false;
        foreach (var member in new JsonElements(json))
        {
            var key = member.KeyOf(json);
            if (!path.StartsWith(key)) continue;
            if (path.Length == key.Length)
            {
                value = member.Of(json);
                kind = member.Kind;
                found = true;
            }
            else if (path[key.Length] == '.' && member.Kind == FieldKind.Json
                && TryFind(json[member.Start..member.End], path[(key.Length + 1)..], out var inner, out var innerKind))
            {
                value = inner;
                kind = innerKind;
                found = true;
            }
        }

        return found;
    }
}
