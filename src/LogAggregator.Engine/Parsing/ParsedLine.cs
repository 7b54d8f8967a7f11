using System;
using System.Collections.Generic;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Parsing.Fields;

namespace LogAggregator.Engine.Parsing;

/// <summary>What a line says about itself. Texts are UTF-8 as the line has them (escapes of JSON resolved), maybe invalid.</summary>
public sealed class ParsedLine
{
    readonly List<ParsedField> _fields = [];

    public LineFormat Format { get; internal set; }

    /// <summary>Event time in ns since the Unix epoch, or null where the line has none that parses.</summary>
    public long? TimestampNs { get; internal set; }

    /// <summary>The line's level, or null where it says nothing (then INFO counts).</summary>
    public Level? Level { get; internal set; }

    /// <summary>The text for people; for plain text without its leading time.</summary>
    public ReadOnlyMemory<byte> Message { get; internal set; }

    /// <summary>The line's own service, empty if it has none.</summary>
    public ReadOnlyMemory<byte> Service { get; internal set; }

    /// <summary>The line's own container_name, empty if it has none. Counts only for posted records.</summary>
    public ReadOnlyMemory<byte> ContainerName { get; internal set; }

    /// <summary>The line's own container_id, empty if it has none. Counts only for posted records.</summary>
    public ReadOnlyMemory<byte> ContainerId { get; internal set; }

    /// <summary>Every other value, in the line's order.</summary>
    public IReadOnlyList<ParsedField> Fields => _fields;

    /// <summary>Where in the line the values of the roles are written.</summary>
    internal WrittenRoles Written { get; set; }

    internal void Reset(ReadOnlyMemory<byte> line)
    {
        Format = LineFormat.Plain;
        TimestampNs = null;
        Level = null;
        Message = line;
        Service = ContainerName = ContainerId = default;
        Written = default;
        _fields.Clear();
    }

    internal void Add(in ParsedField field) => _fields.Add(field);
}

/// <summary>
/// One value of a line. For <see cref="FieldKind.Json"/> it is an object or array exactly as written; nested keys are
/// not flattened here.
/// </summary>
public readonly record struct ParsedField(ReadOnlyMemory<byte> Key, ReadOnlyMemory<byte> Value, FieldKind Kind);

public enum FieldKind : byte
{
    /// <summary>Text, unescaped.</summary>
    Text,

    /// <summary>A JSON number, as written.</summary>
    Number,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    Null,

    /// <summary>A JSON object or array, as written.</summary>
    Json,
}
