using System;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace LogAggregator.Engine.Rendering;

/// <summary>JSON that is handed on as it was written.</summary>
static class RawJson
{
    /// <summary>Whether it is one whole value, nested no deeper than 64.</summary>
    public static bool IsValid(ReadOnlySpan<byte> json)
    {
        // Fast path: most numbers are digits.
        if (json.Length > 0 && json[0] is >= (byte)'1' and <= (byte)'9' && !json.ContainsAnyExceptInRange((byte)'0', (byte)'9')) return true;
        try
        {
            var reader = new Utf8JsonReader(json);
            var any = reader.Read();
            reader.Skip();
            return any && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>
    /// The same value without line breaks, which in JSON stand between tokens only, and with U+FFFD for bytes that are
    /// no UTF-8.
    /// </summary>
    public static ReadOnlySpan<byte> OnOneLine(ReadOnlySpan<byte> json)
    {
        if (Utf8.IsValid(json) && !json.ContainsAny((byte)'\n', (byte)'\r')) return json;
        return Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(json).Replace('\n', ' ').Replace('\r', ' '));
    }
}
