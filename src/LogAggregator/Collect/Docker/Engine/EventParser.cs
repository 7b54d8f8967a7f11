using System;
using System.Collections.Generic;
using System.Text.Json;

namespace LogAggregator.Collect.Docker.Engine;

/// <summary>
/// One line of the engine's events: <c>{"status":…,"id":…,"Type":"container","Action":…,"Actor":{"ID":…,"Attributes":{…}},"timeNano":…}</c>.
/// API 1.52 drops <c>status</c> and <c>id</c>; very old ones have nothing else.
/// </summary>
static class EventParser
{
    /// <summary>Reads an event of a container.</summary>
    /// <param name="json">One line.</param>
    /// <param name="parsed">Null for what concerns no collector: other types, healthchecks (there are many) and commands executed.</param>
    /// <returns>False if this is no JSON object.</returns>
    public static bool TryParse(ReadOnlySpan<byte> json, out ContainerEvent? parsed)
    {
        parsed = null;
        var fields = new EventFields();
        try
        {
            var reader = new Utf8JsonReader(json);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return false;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (!fields.TryRead(ref reader))
                    return true;
            }
            if (reader.TokenType != JsonTokenType.EndObject)
                return false;
        }
        catch (JsonException)
        {
            return false;
        }
        catch (InvalidOperationException)
        {
            // A string that is not UTF-8 or not valid UTF-16 once unescaped.
            return false;
        }
        parsed = fields.ToEvent();
        return true;
    }

    ref struct EventFields()
    {
        readonly Dictionary<string, string> _attributes = [];
        string _action = "";
        string _id = "";
        long _seconds;
        long _nanoseconds;

        /// <summary>Reads the value after a name; false when it makes the event uninteresting.</summary>
        public bool TryRead(ref Utf8JsonReader reader)
        {
            if (reader.ValueTextEquals("status"u8) || reader.ValueTextEquals("Action"u8))
                return TryReadAction(ref reader);
            if (reader.ValueTextEquals("Type"u8))
                return reader.Read() && (reader.TokenType != JsonTokenType.String || reader.ValueTextEquals("container"u8));
            if (reader.ValueTextEquals("Actor"u8))
                ReadActor(ref reader);
            else if (reader.ValueTextEquals("id"u8))
                _id = ReadText(ref reader) ?? _id;
            else if (reader.ValueTextEquals("timeNano"u8))
                _nanoseconds = ReadNumber(ref reader);
            else if (reader.ValueTextEquals("time"u8))
                _seconds = ReadNumber(ref reader);
            else
                reader.Skip();
            return true;
        }

        public readonly ContainerEvent? ToEvent()
            => _action.Length == 0 || _id.Length == 0
                ? null
                : new ContainerEvent(_action, _id, _nanoseconds != 0 ? _nanoseconds : _seconds * 1_000_000_000, _attributes);

        /// <summary>Healthchecks are three events each, every few seconds, for every container.</summary>
        bool TryReadAction(ref Utf8JsonReader reader)
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.String)
                return true;
            if (reader.ValueSpan.StartsWith("exec_"u8) || reader.ValueSpan.StartsWith("health_status"u8))
                return false;
            _action = reader.GetString()!;
            return true;
        }

        void ReadActor(ref Utf8JsonReader reader)
        {
            if (!TryEnter(ref reader))
                return;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("ID"u8))
                    _id = ReadText(ref reader) ?? _id;
                else if (reader.ValueTextEquals("Attributes"u8))
                    ReadAttributes(ref reader);
                else
                    reader.Skip();
            }
        }

        readonly void ReadAttributes(ref Utf8JsonReader reader)
        {
            if (!TryEnter(ref reader))
                return;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.GetString()!;
                if (ReadText(ref reader) is { } value)
                    _attributes[name] = value;
            }
        }

        static bool TryEnter(ref Utf8JsonReader reader)
        {
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartObject)
                return true;
            reader.Skip();
            return false;
        }

        static string? ReadText(ref Utf8JsonReader reader)
        {
            reader.Read();
            if (reader.TokenType == JsonTokenType.String)
                return reader.GetString();
            reader.Skip();
            return null;
        }

        static long ReadNumber(ref Utf8JsonReader reader)
        {
            reader.Read();
            if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number))
                return number;
            reader.Skip();
            return 0;
        }
    }
}
