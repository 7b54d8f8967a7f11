using System;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Parsing;

namespace LogAggregator.Engine.Rendering;

/// <summary>
/// A record as readers get it: one JSON object without line breaks. Keys, in this order: <c>timestamp</c>,
/// <c>level</c>, <c>message</c>, <c>service</c>, <c>container_name</c>, <c>container_id</c>; where known <c>image</c>,
/// <c>stream</c>, <c>project</c>, <c>host</c>; <c>id</c>; where true <c>truncated</c>, <c>gap</c>, <c>lifecycle</c>; and
/// <c>metadata</c>, always an object (see <see cref="MetadataJson"/>). Bytes that are no UTF-8 are shown as U+FFFD;
/// colours stay in the message. Not for use by two threads at once.
/// </summary>
public sealed class RecordJson
{
    readonly LineParser _parser = new();
    readonly MetadataJson _metadata = new();

    /// <summary>
    /// For writers handed to <see cref="Write"/>. Escapes what JSON demands and no more: right for
    /// <c>application/json</c>, not for a page's script element.
    /// </summary>
    public static JsonWriterOptions WriterOptions { get; } = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    /// <summary>Writes one value: at the root, or as an element of an array. The caller flushes.</summary>
    public void Write(Utf8JsonWriter writer, StoredRecord record)
    {
        var parsed = _parser.Parse(record.Line);
        var source = record.Source;

        writer.WriteStartObject();
        WriteTimestamp(writer, record.Id.TimestampNs);
        writer.WriteString("level"u8, LevelName.Of(record.Level));
        writer.WriteString("message"u8, parsed.Message.Span);
        if (source.Service.Length > 0) writer.WriteString("service"u8, source.Service);
        else writer.WriteString("service"u8, parsed.Service.Span);
        writer.WriteString("container_name"u8, source.ContainerName);
        writer.WriteString("container_id"u8, source.ContainerId);
        WriteOrigin(writer, source);
        WriteId(writer, record.Id);
        WriteFlags(writer, record.Flags);
        writer.WritePropertyName("metadata"u8);
        _metadata.Write(writer, parsed.Fields);
        writer.WriteEndObject();
    }

    static void WriteTimestamp(Utf8JsonWriter writer, long timestampNs)
    {
        Span<byte> text = stackalloc byte[Iso8601.MaxLength];
        writer.WriteString("timestamp"u8, text[..Iso8601.Format(timestampNs, text)]);
    }

    static void WriteOrigin(Utf8JsonWriter writer, LogSource source)
    {
        if (source.Image.Length > 0) writer.WriteString("image"u8, source.Image);
        if (source.Stream != OutputStream.None) writer.WriteString("stream"u8, source.Stream == OutputStream.Stdout ? "stdout"u8 : "stderr"u8);
        if (source.Project.Length > 0) writer.WriteString("project"u8, source.Project);
        if (source.Host.Length > 0) writer.WriteString("host"u8, source.Host);
    }

    static void WriteId(Utf8JsonWriter writer, RecordId id)
    {
        Span<byte> text = stackalloc byte[RecordId.TextLength];
        id.TryFormat(text, out var written, default, CultureInfo.InvariantCulture);
        writer.WriteString("id"u8, text[..written]);
    }

    static void WriteFlags(Utf8JsonWriter writer, RecordFlags flags)
    {
        if ((flags & RecordFlags.Truncated) != 0) writer.WriteBoolean("truncated"u8, true);
        if ((flags & RecordFlags.Gap) != 0) writer.WriteBoolean("gap"u8, true);
        if ((flags & RecordFlags.Lifecycle) != 0) writer.WriteBoolean("lifecycle"u8, true);
    }
}
