using System.Collections.Immutable;
using System.Text.Json;
using LogAggregator.Engine.Query.Pipes;
using LogAggregator.Engine.Rendering;

namespace LogAggregator.Api.Queries;

/// <summary>A row as a value in JSON. Not for use by two threads at once.</summary>
sealed class RowJson
{
    readonly RecordJson _record = new();

    /// <summary>The record as everywhere; with columns that pipes added, <c>{"record":{…},"columns":{…}}</c>.</summary>
    public void WriteRecord(Utf8JsonWriter json, TableRow row, ImmutableArray<string> columns)
    {
        if (columns.IsEmpty)
        {
            _record.Write(json, row.Record!);
            return;
        }

        json.WriteStartObject();
        json.WritePropertyName("record");
        _record.Write(json, row.Record!);
        json.WritePropertyName("columns");
        WriteObject(json, row, columns);
        json.WriteEndObject();
    }

    public static void WriteObject(Utf8JsonWriter json, TableRow row, ImmutableArray<string> columns)
    {
        json.WriteStartObject();
        for (var i = 0; i < columns.Length; i++)
        {
            json.WritePropertyName(columns[i]);
            ResultJson.WriteValue(json, row.Values[i]);
        }

        json.WriteEndObject();
    }

    public static void WriteArray(Utf8JsonWriter json, TableRow row)
    {
        json.WriteStartArray();
        foreach (var value in row.Values) ResultJson.WriteValue(json, value);
        json.WriteEndArray();
    }
}
