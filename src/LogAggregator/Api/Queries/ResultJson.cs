using System;
using System.Collections.Generic;
using System.Text.Json;
using LogAggregator.Engine.Query.Values;

namespace LogAggregator.Api.Queries;

/// <summary>What results of queries have in common in JSON.</summary>
static class ResultJson
{
    /// <summary>Numbers and booleans as such, a series as an array of numbers, times and the rest as text.</summary>
    public static void WriteValue(Utf8JsonWriter json, Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.Null:
                json.WriteNullValue();
                break;
            case ValueKind.Boolean:
                json.WriteBooleanValue(value.AsBoolean);
                break;
            case ValueKind.Integer:
                json.WriteNumberValue(value.AsInteger);
                break;
            case ValueKind.Number:
                json.WriteNumberValue(value.AsNumber);
                break;
            case ValueKind.Series:
                json.WriteStartArray();
                foreach (var count in value.AsSeries) json.WriteNumberValue(count);
                json.WriteEndArray();
                break;
            default:
                json.WriteStringValue(value.ToString());
                break;
        }
    }

    /// <summary><c>"partial":false,"notes":[],"elapsed_ms":12</c></summary>
    public static void WriteEnd(Utf8JsonWriter json, IReadOnlyList<string> notes, TimeSpan elapsed)
    {
        WritePartial(json, notes);
        json.WriteNumber("elapsed_ms", Math.Round(elapsed.TotalMilliseconds, 1));
    }

    public static void WritePartial(Utf8JsonWriter json, IReadOnlyList<string> notes)
    {
        json.WriteBoolean("partial", notes.Count > 0);
        json.WriteStartArray("notes");
        foreach (var note in notes) json.WriteStringValue(note);
        json.WriteEndArray();
    }
}
