using System;
using System.Collections.Frozen;

namespace LogAggregator.Engine.Query.Ast;

/// <summary>The fields that every record has; any other name is a path into its metadata.</summary>
public static class FieldNames
{
    public const string Timestamp = "timestamp";
    public const string Level = "level";
    public const string Message = "message";
    public const string Service = "service";
    public const string ContainerName = "container_name";
    public const string ContainerId = "container_id";
    public const string Image = "image";
    public const string Stream = "stream";
    public const string Project = "project";
    public const string Host = "host";
    public const string Id = "id";

    /// <summary>Where the name alone would be one of the record's own fields, this prefix means the metadata.</summary>
    public const string MetadataPrefix = "metadata.";

    static readonly FrozenSet<string> Own = FrozenSet.Create(
        StringComparer.Ordinal, Timestamp, Level, Message, Service, ContainerName, ContainerId, Image, Stream, Project, Host, Id);

    /// <summary>Words that stand before a colon in queries and are no fields.</summary>
    static readonly FrozenSet<string> Reserved = FrozenSet.Create(StringComparer.Ordinal, "since", "until", "is");

    public static bool IsOwn(string name) => Own.Contains(name);

    /// <summary>The one way to write a name: aliases resolved, and the prefix of the metadata only where it is needed.</summary>
    public static string Canonical(string name) => name switch
    {
        "time" => Timestamp,
        "container" => ContainerName,
        _ when name.StartsWith(MetadataPrefix, StringComparison.Ordinal) && name.Length > MetadataPrefix.Length
            => WithoutPrefix(name),
        _ => name,
    };

    static string WithoutPrefix(string name)
    {
        var path = name[MetadataPrefix.Length..];
        return Canonical(path) == path && !IsOwn(path) && !Reserved.Contains(path) ? path : name;
    }
}
