using System;
using System.Collections.Generic;
using System.Text;

namespace LogAggregator.Collect.Docker.Lines;

/// <summary>Who printed: what a record's source says of its container.</summary>
sealed record ContainerIdentity(string Host, string Id, string Name, string Image, string Project, string ComposeService)
{
    public string ShortId => Short(Id);

    public static string Short(string id) => id.Length > 12 ? id[..12] : id;

    public static ContainerIdentity Of(string host, string id, string name, string image, IReadOnlyDictionary<string, string> labels) =>
        new(host, id, name, image, Label(labels, "com.docker.compose.project"), Label(labels, "com.docker.compose.service"));

    /// <summary>UTF-8 of what a gap record needs when the container is gone.</summary>
    public byte[] Encode() => Encoding.UTF8.GetBytes(string.Join('\0', Host, Name, Image, Project, ComposeService));

    public static ContainerIdentity Decode(string id, ReadOnlySpan<byte> bytes)
    {
        var parts = Encoding.UTF8.GetString(bytes).Split('\0');
        return parts.Length == 5
            ? new ContainerIdentity(parts[0], id, parts[1], parts[2], parts[3], parts[4])
            : new ContainerIdentity("", id, Short(id), "", "", "");
    }

    static string Label(IReadOnlyDictionary<string, string> labels, string key) => labels.TryGetValue(key, out var value) ? value : "";
}
