using System;
using System.Text;
using System.Text.Json;
using LogAggregator.Engine.Parsing;

namespace LogAggregator.Ingest.Http;

/// <summary>
/// Reads one object of a post: <c>service</c>, <c>level</c> and <c>message</c> are needed; <c>timestamp</c>,
/// <c>container_name</c>, <c>container_id</c>, <c>image</c>, <c>project</c> and <c>host</c> are known; every other key is metadata
/// and is left in the bytes.
/// </summary>
static class PostedItemReader
{
    /// <summary>Longest value that names where a record comes from.</summary>
    public const int MaxNameBytes = 256;

    /// <summary>Reads from <c>{</c> to the <c>}</c> that ends it, whatever is in between.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static PostedItem Read(ref Utf8JsonReader reader)
    {
        var item = default(PostedItem);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName) ReadProperty(ref reader, ref item);
        item.Error ??= Missing(item);
        return item;
    }

    static void ReadProperty(ref Utf8JsonReader reader, ref PostedItem item)
    {
        if (reader.ValueTextEquals("service"u8)) item.Service = ReadName(ref reader, "service", ref item);
        else if (reader.ValueTextEquals("level"u8)) ReadLevel(ref reader, ref item);
        else if (reader.ValueTextEquals("message"u8)) ReadMessage(ref reader, ref item);
        else if (reader.ValueTextEquals("timestamp"u8)) ReadTimestamp(ref reader, ref item);
        else if (reader.ValueTextEquals("container_name"u8)) item.ContainerName = ReadName(ref reader, "container_name", ref item);
        else if (reader.ValueTextEquals("container_id"u8)) item.ContainerId = ReadName(ref reader, "container_id", ref item);
        else if (reader.ValueTextEquals("image"u8)) item.Image = ReadName(ref reader, "image", ref item);
        else if (reader.ValueTextEquals("project"u8)) item.Project = ReadName(ref reader, "project", ref item);
        else if (reader.ValueTextEquals("host"u8)) item.Host = ReadName(ref reader, "host", ref item);
        else SkipValue(ref reader);
    }

    static ReadOnlySpan<byte> ReadName(scoped ref Utf8JsonReader reader, string key, scoped ref PostedItem item)
    {
        var text = ReadText(ref reader, key, ref item.Error);
        if (text.Length <= MaxNameBytes) return text;
        item.Error ??= $"'{key}' is longer than {MaxNameBytes} bytes.";
        return default;
    }

    static void ReadLevel(ref Utf8JsonReader reader, ref PostedItem item)
    {
        var text = ReadText(ref reader, "level", ref item.Error);
        if (text.IsEmpty) return;
        if (LevelWords.TryParse(text, out var level)) item.Level = level;
        else item.Error ??= $"'level' is '{Shown(text)}'; it must be TRACE, DEBUG, INFO, WARNING, ERROR or CRITICAL.";
    }

    static void ReadMessage(ref Utf8JsonReader reader, ref PostedItem item)
    {
        reader.Read();
        item.HasMessage = reader.TokenType == JsonTokenType.String;
        if (!item.HasMessage && reader.TokenType != JsonTokenType.Null) item.Error ??= "'message' must be a string.";
        reader.Skip();
    }

    static void ReadTimestamp(ref Utf8JsonReader reader, ref PostedItem item)
    {
        var text = ReadText(ref reader, "timestamp", ref item.Error);
        if (text.IsEmpty) return;
        if (Timestamps.TryParseIso(text, out var ns)) item.TimestampNs = ns;
        else item.Error ??= $"'timestamp' is '{Shown(text)}'; it must be ISO 8601 such as 2025-11-11T10:30:00Z, or left out.";
    }

    /// <summary>Empty where it is null or "", which both count as missing, and where it is no string, which is an error.</summary>
    static ReadOnlySpan<byte> ReadText(scoped ref Utf8JsonReader reader, string key, scoped ref string? error)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String) return reader.ValueIsEscaped ? Unescape(ref reader) : reader.ValueSpan;
        if (reader.TokenType != JsonTokenType.Null) error ??= $"'{key}' must be a string.";
        reader.Skip();
        return default;
    }

    // Slow path: names, levels and times hardly ever hold escapes.
    static byte[] Unescape(scoped ref Utf8JsonReader reader)
    {
        var text = new byte[reader.ValueSpan.Length];
        try
        {
            return text[..reader.CopyString(text)];
        }
        catch (InvalidOperationException)
        {
            // An escape of half a surrogate pair: shown as it was written.
            return reader.ValueSpan.ToArray();
        }
    }

    static void SkipValue(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }

    static string? Missing(in PostedItem item)
    {
        if (item.Service.IsEmpty) return "'service' is missing; it must be a string that is not empty.";
        if (item.Level is null) return "'level' is missing; it must be TRACE, DEBUG, INFO, WARNING, ERROR or CRITICAL.";
        return item.HasMessage ? null : "'message' is missing; it must be a string.";
    }

    static string Shown(ReadOnlySpan<byte> text) => Encoding.UTF8.GetString(text.Length > 64 ? text[..64] : text);
}
