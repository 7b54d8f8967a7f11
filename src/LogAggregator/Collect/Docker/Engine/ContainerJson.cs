using System;
using System.Collections.Generic;
using System.Text;
using System.Text.Json;

namespace LogAggregator.Collect.Docker.Engine;

/// <summary>Reads the engine's JSON documents. What is missing or of another type is read as empty, 0 or false: engines differ.</summary>
static class ContainerJson
{
    const int MaxPlainMessage = 300;

    public static IReadOnlyList<ContainerSummary> ReadList(JsonElement list)
    {
        if (list.ValueKind != JsonValueKind.Array)
            return [];
        var containers = new List<ContainerSummary>(list.GetArrayLength());
        foreach (var item in list.EnumerateArray())
            containers.Add(ReadSummary(item));
        return containers;
    }

    public static ContainerDetails ReadDetails(JsonElement details)
    {
        var config = Child(details, "Config");
        var state = Child(details, "State");
        var host = Child(details, "HostConfig");
        var log = Child(host, "LogConfig");
        return new ContainerDetails(
            Id: Text(details, "Id"),
            Name: Text(details, "Name").TrimStart('/'),
            Image: Text(config, "Image"),
            Labels: Texts(Child(config, "Labels")),
            Terminal: Flag(config, "Tty"),
            Running: Flag(state, "Running"),
            Restarting: Flag(state, "Restarting"),
            Paused: Flag(state, "Paused"),
            State: Text(state, "Status"),
            CreatedNs: Time(details, "Created"),
            StartedNs: Time(state, "StartedAt"),
            FinishedNs: Time(state, "FinishedAt"),
            ExitCode: Number(state, "ExitCode"),
            IsOutOfMemory: Flag(state, "OOMKilled"),
            AutoRemove: Flag(host, "AutoRemove"),
            LogDriver: Text(log, "Type"),
            LogOptions: Texts(Child(log, "Config")));
    }

    /// <summary>The engine's <c>message</c>, or the beginning of whatever was said instead.</summary>
    public static string ReadMessage(ReadOnlyMemory<byte> body, string otherwise)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            if (Text(document.RootElement, "message") is { Length: > 0 } message)
                return message;
        }
        catch (JsonException)
        {
            // Not the engine itself but a proxy: its text is shown as it is.
        }
        var plain = Encoding.UTF8.GetString(body.Span).Trim();
        if (plain.Length == 0)
            return otherwise;
        return plain.Length <= MaxPlainMessage ? plain : plain[..MaxPlainMessage];
    }

    public static string Text(JsonElement parent, string name)
        => Child(parent, name) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "";

    static ContainerSummary ReadSummary(JsonElement item)
    {
        var names = Child(item, "Names");
        var name = names.ValueKind == JsonValueKind.Array && names.GetArrayLength() > 0 ? OwnName(names) : "";
        var created = Child(item, "Created") is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var seconds) ? seconds : 0;
        return new ContainerSummary(Text(item, "Id"), name, Text(item, "Image"), Text(item, "State"), created, Texts(Child(item, "Labels")));
    }

    /// <summary>A container linked to others also lists its names there (<c>/other/alias</c>); its own has one slash.</summary>
    static string OwnName(JsonElement names)
    {
        foreach (var name in names.EnumerateArray())
        {
            if (name.ValueKind == JsonValueKind.String && name.GetString()!.TrimStart('/') is var own && !own.Contains('/'))
                return own;
        }
        return "";
    }

    static JsonElement Child(JsonElement parent, string name)
        => parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var child) ? child : default;

    static bool Flag(JsonElement parent, string name) => Child(parent, name).ValueKind == JsonValueKind.True;

    static int Number(JsonElement parent, string name)
        => Child(parent, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var value) ? value : 0;

    static long Time(JsonElement parent, string name)
        => DockerTimestamp.TryParse(Encoding.UTF8.GetBytes(Text(parent, name)), out var timestampNs, out _) ? timestampNs : 0;

    static Dictionary<string, string> Texts(JsonElement parent)
    {
        var texts = new Dictionary<string, string>();
        if (parent.ValueKind != JsonValueKind.Object)
            return texts;
        foreach (var property in parent.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.String)
                texts[property.Name] = property.Value.GetString()!;
        }
        return texts;
    }
}
