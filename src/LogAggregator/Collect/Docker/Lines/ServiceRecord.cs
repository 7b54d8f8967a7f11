using System;
using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Parsing;

namespace LogAggregator.Collect.Docker.Lines;

/// <summary>A record that the service puts among the lines of a container, which did not print it: a JSON line with a level, a message and an object.</summary>
static class ServiceRecord
{
    static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="batch">Gets the record.</param>
    /// <param name="sources">Of the container.</param>
    /// <param name="timeNs">Of the record, ns since the Unix epoch.</param>
    /// <param name="level">Of the record.</param>
    /// <param name="flag">What kind of record it is.</param>
    /// <param name="message">For people.</param>
    /// <param name="name">Of the object.</param>
    /// <param name="writeFields">Writes what is in the object.</param>
    public static void AddTo(
        RecordBatch batch, SourceTable sources, long timeNs, Level level, RecordFlags flag, string message, string name, Action<Utf8JsonWriter> writeFields)
    {
        var line = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(line, Options))
        {
            json.WriteStartObject();
            json.WriteString("level", LevelWords.NameUtf8(level));
            json.WriteString("message", message);
            json.WriteStartObject(name);
            writeFields(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        batch.Add(sources.Of(OutputStream.None, default), timeNs, timeNs, level, flag, line.WrittenSpan);
    }
}
