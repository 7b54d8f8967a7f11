using System;
using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LogAggregator.Logging;

/// <summary>One JSON object a line, with the keys that records have: <c>timestamp level message service</c>, then the values of the event.</summary>
sealed class JsonLines : ILogLineFormat
{
    static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public void Write(IBufferWriter<byte> output, in LogLine line)
    {
        using (var json = new Utf8JsonWriter(output, Options))
        {
            json.WriteStartObject();
            json.WriteString("timestamp", line.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            json.WriteString("level", TextLines.NameOf(line.Level));
            json.WriteString("message", line.Message);
            json.WriteString("service", "log-aggregator");
            json.WriteString("logger", line.Category);
            WriteFields(json, line);
            if (line.Exception is { } exception) json.WriteString("exception", exception.ToString());
            json.WriteEndObject();
        }

        output.Write("\n"u8);
    }

    static void WriteFields(Utf8JsonWriter json, in LogLine line)
    {
        foreach (var (name, value) in line.Fields ?? [])
        {
            if (name == "{OriginalFormat}") continue;
            json.WritePropertyName(JsonNamingPolicy.SnakeCaseLower.ConvertName(name));
            WriteValue(json, value);
        }
    }

    static void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case bool flag: json.WriteBooleanValue(flag); break;
            case int or long or short or byte or uint or ushort: json.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture)); break;
            case double number when double.IsFinite(number): json.WriteNumberValue(number); break;
            case IFormattable formattable: json.WriteStringValue(formattable.ToString(null, CultureInfo.InvariantCulture)); break;
            default: json.WriteStringValue(value.ToString()); break;
        }
    }
}
